import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { serversAvailable } from './available.ts';
import { type RealFlagd, startFlagd } from './flagd.ts';

describe.runIf(serversAvailable())('a real flagd', () => {
  let folder: string;
  let flagsFile: string;
  const writeFlags = (defaultVariant: 'on' | 'off') => {
    const flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant };
    writeFileSync(flagsFile, JSON.stringify({ flags: { 'new-checkout': flag } }));
  };
  let flagd: RealFlagd;
  beforeAll(async () => {
    folder = temporaryFolder('flags');
    flagsFile = join(folder, 'flags.json');
    writeFlags('off');
    flagd = await startFlagd({ flagsFile });
  });
  afterAll(async () => {
    await flagd.stop();
    rmSync(folder, { recursive: true });
  });

  it('is healthy', async () => {
    expect((await fetch(`${flagd.managementUrl}/healthz`)).status).toBe(200);
  });

  const evaluate = async (url: string) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(url, { method: 'POST', headers, body: '{"context":{}}' })).json();
  };

  it('evaluates over both of its interfaces, and follows the file', async () => {
    expect(await evaluate(`${flagd.evaluationUrl}/flagd.evaluation.v1.Service/ResolveAll`)).toMatchObject({
      flags: { 'new-checkout': { boolValue: false, variant: 'off' } },
    });
    writeFlags('on');
    await expect
      .poll(() => evaluate(`${flagd.ofrepUrl}/ofrep/v1/evaluate/flags`))
      .toMatchObject({ flags: [{ key: 'new-checkout', value: true }] });
  });

  it('ends when it is told to', async () => {
    await flagd.stop();
    await expect(fetch(flagd.managementUrl)).rejects.toThrow();
  });
});
