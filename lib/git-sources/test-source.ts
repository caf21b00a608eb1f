import type { ConnectionTest } from '#lib/contract/endpoints.ts';
import type { Clock } from '#lib/platform/clock.ts';
import type { Db } from '#lib/platform/db.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { found } from '#lib/platform/found.ts';
import { createTrial, resultOf } from '#lib/platform/trial.ts';
import { CLUSTER_TEST_TIMEOUT_MS } from '#lib/policy/thresholds.ts';
import { openGitSource } from './open.ts';
import { recordGitRead } from './record-read.ts';
import { trySource } from './try-source.ts';

/**
 * Tries a stored git source step by step, and notes what was read of it. Resolves within half a minute.
 *
 * @throws TidemarkError `not_found`.
 */
export async function testGitSource(
  { db, now }: { db: Db; now: Clock },
  sourceId: number,
  elapsed: () => number = () => performance.now(),
): Promise<ConnectionTest> {
  const row = found(await db.gitSource.findUnique({ where: { id: sourceId } }), `git source ${sourceId}`);
  const signal = AbortSignal.timeout(CLUSTER_TEST_TIMEOUT_MS);
  const trial = createTrial(elapsed, signal);
  const commit = await trySource(trial, () => openGitSource(row, encryptionKey()), { signal });
  const { ok, steps } = resultOf(trial);
  const problem = steps.find((step) => !step.ok)?.detail ?? 'It could not be read.';
  await recordGitRead(db, row, commit === null ? { problem } : { head: commit, fetchedAt: now(), problem: null });
  return { ok, steps };
}
