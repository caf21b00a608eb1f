import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { flagdContract } from '#lib/flagd/testing/contract.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { serversAvailable } from '../servers/available.ts';
import { startFlagd } from '../servers/flagd.ts';

describe.runIf(serversAvailable())('flagd', () => {
  flagdContract('a real flagd', async (file, text) => {
    const folder = temporaryFolder('flags');
    const flagsFile = join(folder, file);
    writeFileSync(flagsFile, text);
    const flagd = await startFlagd({ flagsFile });
    const stop = async () => {
      await flagd.stop();
      rmSync(folder, { recursive: true });
    };
    return { syncUrl: `http://${flagd.syncAddress}`, ofrepUrl: flagd.ofrepUrl, stop };
  });
});
