import { startDemoFlagd } from '#demo/flagd/server.ts';
import { flagdContract } from '../testing/contract.ts';

flagdContract('the stand-in', async (file, text) => {
  const { url, close } = await startDemoFlagd({ sources: { [file]: text } });
  return { syncUrl: url, stop: close };
});
