import type { ConnectionTest } from '#lib/contract/endpoints.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { openGitSource } from '#lib/git-sources/open.ts';
import type { Context } from '#lib/platform/context.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { found } from '#lib/platform/found.ts';
import { createTrial, resultOf } from '#lib/platform/trial.ts';
import { CLUSTER_TEST_TIMEOUT_MS } from '#lib/policy/thresholds.ts';
import { compareSides } from '../comparison/compare-sides.ts';
import { readGitSide, tidyFolder } from '../comparison/read-git.ts';

/**
 * Tries a stored flagd step by step: git's flags, then flagd's. Nothing is stored. Resolves within half a minute.
 *
 * @throws TidemarkError `not_found`; `misconfigured` when the git source's secret cannot be opened.
 */
export async function testFlagSource(
  { db, now }: Pick<Context, 'db' | 'now'>,
  id: number,
  { clones, elapsed = () => performance.now() }: { clones?: string; elapsed?: () => number } = {},
): Promise<ConnectionTest> {
  const row = found(await db.flagSource.findUnique({ where: { id }, include: { source: true } }), `flagd ${id}`);
  const source = openGitSource(row.source, encryptionKey());
  const signal = AbortSignal.timeout(CLUSTER_TEST_TIMEOUT_MS);
  const trial = createTrial(elapsed, signal);
  const git = await trial.step('Read the flags of git', async () => {
    const { flags, state } = await readGitSide(source, { path: tidyFolder(row.path), last: null, now, signal, clones });
    const [fault] = flags.notCompared;
    const found = `${formatCount(flags.flags.length, 'flag')} in ${row.path} at ${state.commit.slice(0, 12)}.`;
    return { ok: fault === undefined, detail: fault === undefined ? found : `${found} ${fault.detail}`, value: flags };
  });
  if (git === undefined) return resultOf(trial);
  await trial.step(row.mode === 'definitions' ? 'Read the definitions of flagd' : 'Have flagd evaluate', async () => {
    const { comparison, isLiveKnown } = await compareSides(row, git, signal);
    const detail = isLiveKnown ? compared(comparison.flags) : comparison.notCompared.at(-1)?.detail;
    return { ok: isLiveKnown, detail: detail ?? 'flagd could not be read.', value: null };
  });
  return resultOf(trial);
}

function compared(flags: readonly { deltas: readonly unknown[] }[]): string {
  const differing = flags.filter(({ deltas }) => deltas.length > 0).length;
  const told = differing === 0 ? 'none differs' : `${differing} ${differing === 1 ? 'differs' : 'differ'}`;
  return `${formatCount(flags.length, 'flag')} compared, ${told}.`;
}
