import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareFlags } from '#lib/channels/config/flags/compare.ts';
import { compareEvaluations } from '#lib/channels/config/flags/compare-evaluations.ts';
import type { FlagsComparison } from '#lib/channels/config/flags/types.ts';
import { contextsOf } from '#lib/flagd/evaluations/contexts.ts';
import { evaluationsOf, fetchFrom, readTexts } from '#lib/flagd/testing/flags.ts';
import type { GitFlags } from '#lib/flagd/types.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { serversAvailable } from '../servers/available.ts';
import { type RealFlagd, startFlagd } from '../servers/flagd.ts';

const plain = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };
const forGold = { ...plain, targeting: { if: [{ '==': [{ var: 'plan' }, 'gold'] }, 'on'] } };

const GIT = {
  same: forGold,
  removed: plain,
  state: plain,
  defaultVariant: plain,
  variants: plain,
  targeting: forGold,
  metadata: plain,
};

const LIVE = {
  same: forGold,
  added: plain,
  state: { ...plain, state: 'DISABLED' },
  defaultVariant: { ...plain, defaultVariant: 'on' },
  variants: { ...plain, variants: { on: true, off: true } },
  targeting: plain,
  metadata: { ...plain, metadata: { owner: 'somebody' } },
};

/** Each flag that was changed is named after what is found. */
const FOUND = [...new Set([...Object.keys(GIT), ...Object.keys(LIVE)])]
  .toSorted()
  .map((key) => [key, key === 'same' ? [] : [key]]);

describe.runIf(serversAvailable())('flags that somebody changed in a real flagd', () => {
  const folder = temporaryFolder('flags');
  let flagd: RealFlagd;
  let git: GitFlags;
  beforeAll(async () => {
    git = await readTexts({ 'flags.json': JSON.stringify({ flags: GIT }) });
    const flagsFile = join(folder, 'flags.json');
    writeFileSync(flagsFile, JSON.stringify({ flags: LIVE }));
    flagd = await startFlagd({ flagsFile });
  });
  afterAll(async () => {
    await flagd.stop();
    rmSync(folder, { recursive: true });
  });

  const found = ({ flags }: FlagsComparison) =>
    flags.map(({ ref, deltas }) => [ref.key, deltas.map(({ kind }) => kind)]);

  it('are found by their definitions', async () => {
    expect(found(compareFlags(git, await fetchFrom(`http://${flagd.syncAddress}`)))).toEqual(FOUND);
  });

  it('are found by what they come to', async () => {
    const live = await evaluationsOf(flagd.ofrepUrl, contextsOf(git.flags), git.flags);
    expect(found(compareEvaluations(git, live))).toEqual(FOUND);
  });

  it('are not compared at a port of another service', async () => {
    for (const url of [flagd.evaluationUrl, flagd.ofrepUrl, flagd.managementUrl]) {
      expect(await fetchFrom(url)).toMatchObject({
        notCompared: { reason: expect.stringMatching(/not_served|unreachable/) },
      });
    }
    for (const url of [flagd.evaluationUrl, flagd.managementUrl, `http://${flagd.syncAddress}`]) {
      expect(await evaluationsOf(url, [{}])).toMatchObject({
        notCompared: { reason: expect.stringMatching(/not_served|unreachable/) },
      });
    }
  });
});
