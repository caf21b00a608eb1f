import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Context } from '#lib/platform/context.ts';
import type { Db } from '#lib/platform/db.ts';
import { type CompareDeps, compareSource } from './compare-source.ts';

/** A comparison that is this much late, in milliseconds, has lost its job: a comparison takes less. */
const LATE_MS = 60_000;

interface Turn {
  intervalSeconds: number;
  comparedAt: Date | null;
}

/** Whether a flagd should have been compared and was not. */
function isOverdue({ intervalSeconds, comparedAt }: Turn, now: Date): boolean {
  return comparedAt === null || comparedAt.getTime() + intervalSeconds * 1000 + LATE_MS <= now.getTime();
}

/** Compares a flagd and arranges for its next turn; one that is switched off or gone has none. */
export async function takeTurn(deps: CompareDeps, flagSourceId: number, signal: AbortSignal): Promise<void> {
  const { db } = deps.ctx;
  const before = await db.flagSource.findUnique({ where: { id: flagSourceId }, select: { enabled: true } });
  if (before?.enabled !== true) return;
  await compareSource(deps, flagSourceId, signal);
  const row = await db.flagSource.findUnique({
    where: { id: flagSourceId },
    select: { enabled: true, intervalSeconds: true },
  });
  if (row?.enabled === true) await compareLater(db, flagSourceId, row.intervalSeconds * 1000);
}

/**
 * Starts the turns of flagds that have none, as after their addition by other means or a lost job.
 *
 * @returns how many.
 */
export async function startTurns({ db, now }: Pick<Context, 'db' | 'now'>): Promise<number> {
  const rows = await db.flagSource.findMany({
    where: { enabled: true },
    select: { id: true, intervalSeconds: true, comparedAt: true },
  });
  const overdue = rows.filter((row) => isOverdue(row, now()));
  for (const { id } of overdue) await compareLater(db, id, 0);
  return overdue.length;
}

/** A turn that waits is replaced, so that there is never more than one to come. */
export function compareLater(db: Db, flagSourceId: number, delayMs: number): Promise<void> {
  return enqueue(db, 'flags.compare', { flagSourceId }, { key: jobKeys.compareFlags(flagSourceId), delayMs });
}
