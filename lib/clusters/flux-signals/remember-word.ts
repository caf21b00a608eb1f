import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Db } from '#lib/platform/db.ts';
import { FLUX_JUDGE_AGAIN_MS, FLUX_WORDS_KEPT_MS } from '#lib/policy/thresholds.ts';
import type { FluxWord } from './word.ts';

interface Heard {
  digest: string;
  clusterId: number;
  /** What is still to be judged; null: nothing. */
  word: FluxWord | null;
  now: Date;
}

/**
 * Remembers a word of Flux, and forgets the cluster's old ones. Of several at once with the same digest one is new; the
 * others wait for its transaction.
 *
 * @returns whether it is new.
 */
export async function rememberWord(db: Db, { digest, clusterId, word, now }: Heard): Promise<boolean> {
  const row = { digest, clusterId, receivedAt: now, ...(word !== null && { word }) };
  const { count } = await db.fluxNotification.createMany({ data: [row], skipDuplicates: true });
  const oldest = new Date(now.getTime() - FLUX_WORDS_KEPT_MS);
  await db.fluxNotification.deleteMany({ where: { clusterId, receivedAt: { lt: oldest } } });
  return count > 0;
}

/** Has a remembered word judged once Flux may be done with what it tells of: the longer that lasts, the less often. */
export async function enqueueJudging(tx: Db, digest: string, { at, now }: { at: Date; now: Date }): Promise<void> {
  const { least, most } = FLUX_JUDGE_AGAIN_MS;
  const delayMs = Math.min(most, Math.max(least, now.getTime() - at.getTime()));
  await enqueue(tx, 'flux.judge', { digest }, { key: jobKeys.fluxJudge(digest), delayMs });
}
