import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { addScan, lockSource } from './start.ts';
import { scheduledWindow } from './window.ts';

/** What became of one source. */
export interface WeeklyOutcome {
  sourceId: number;
  /** Null where none was needed: one is under way, this week's is there already, or it was switched off meanwhile. */
  scanId: number | null;
}

/** Starts the scheduled scan of every source that is switched on. Safe to repeat. */
export async function startWeeklyScans(ctx: Context, scheduledFor: Date): Promise<WeeklyOutcome[]> {
  const sources = await ctx.db.langfuseSource.findMany({
    where: { enabled: true },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const outcomes: WeeklyOutcome[] = [];
  for (const { id } of sources) outcomes.push({ sourceId: id, scanId: await startWeekly(ctx, id, scheduledFor) });
  return outcomes;
}

function startWeekly(ctx: Context, sourceId: number, scheduledFor: Date): Promise<number | null> {
  return inTransaction(ctx.db, async (tx) => {
    const { enabled, active } = await lockSource(tx, sourceId);
    if (!enabled || active !== null) return null;
    const of = { sourceId, trigger: 'schedule' as const };
    const latest = await tx.candidateScan.findFirst({
      where: { ...of, status: 'finished' },
      orderBy: { to: 'desc' },
      select: { to: true },
    });
    const window = scheduledWindow(scheduledFor, latest?.to ?? null);
    const done = await tx.candidateScan.count({ where: { ...of, to: { gte: window.to } } });
    return done > 0 ? null : addScan(tx, ctx, { ...of, ...window });
  });
}
