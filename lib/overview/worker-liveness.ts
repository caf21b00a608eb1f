import type { Overview } from '#lib/contract/overview.ts';
import type { Db } from '#lib/platform/db.ts';
import { WORKER_ALIVE_WITHIN_MS } from '#lib/policy/thresholds.ts';

/** Whether any worker's heart beat lately, and when one last did. */
export async function workerLiveness(db: Db, now: Date): Promise<Overview['worker']> {
  const { _max } = await db.workerProcess.aggregate({ _max: { heartbeatAt: true } });
  const lastSeenAt = _max.heartbeatAt;
  if (lastSeenAt === null) return { alive: false, lastSeenAt: null };
  const isAlive = now.getTime() - lastSeenAt.getTime() <= WORKER_ALIVE_WITHIN_MS;
  return { alive: isAlive, lastSeenAt: lastSeenAt.toISOString() };
}
