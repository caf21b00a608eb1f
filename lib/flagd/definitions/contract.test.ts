import { startDemoFlagd } from '#demo/flagd/server.ts';
import { flagdContract } from '../testing/contract.ts';

flagdContract('the stand-in', async (file, text) => {
  const { syncUrl, ofrepUrl, close } = await startDemoFlagd({ sources: { [file]: text } });
  return { syncUrl, ofrepUrl, stop: close };
});
