import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Db } from '#lib/platform/db.ts';
import { SELF_CHECK_DELAY_MS } from '#lib/policy/thresholds.ts';

/**
 * Has a baseline compared with itself, in the transaction that made it ready or added to it; once what the night still
 * has to do is likely done. A check that waits already is replaced.
 */
export async function selfCheckLater(tx: Db, baselineId: number): Promise<void> {
  const options = { key: jobKeys.selfCheck(baselineId), delayMs: SELF_CHECK_DELAY_MS };
  await enqueue(tx, 'self-check.baseline', { baselineId }, options);
}

/** Has every baseline in force of an active endpoint compared with itself. Returns their ids. */
export async function dueSelfChecks(db: Db): Promise<number[]> {
  const baselines = await db.baseline.findMany({
    where: { state: 'ready', endpoint: { status: 'active' } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of baselines)
    await enqueue(db, 'self-check.baseline', { baselineId: id }, { key: jobKeys.selfCheck(id) });
  return baselines.map(({ id }) => id);
}
