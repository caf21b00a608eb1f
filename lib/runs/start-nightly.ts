import { utcDay } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { startRun } from './start-run.ts';

/** What a night did with one endpoint. */
export interface NightlyOutcome {
  endpointId: number;
  outcome: 'started' | 'already_started' | 'busy' | 'no_suite';
}

/**
 * Starts the scheduled run of every active endpoint for the night of `scheduledFor`: a check, or the capture of a
 * baseline where none is ready. Runs that the night already has are left alone, so the job may be repeated.
 *
 * @returns what happened per endpoint; `busy` ones still owe their run.
 */
export async function startNightly(ctx: Context, scheduledFor: Date): Promise<NightlyOutcome[]> {
  const night = utcDay(scheduledFor);
  const endpoints = await ctx.db.endpoint.findMany({
    where: { status: 'active' },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      runs: { where: { trigger: 'schedule', night }, select: { id: true }, take: 1 },
      baselines: { where: { state: 'ready' }, select: { id: true }, take: 1 },
    },
  });
  const outcomes: NightlyOutcome[] = [];
  for (const { id, runs, baselines } of endpoints) {
    if (runs.length > 0) {
      outcomes.push({ endpointId: id, outcome: 'already_started' });
      continue;
    }
    const purpose = baselines.length === 0 ? 'baseline' : 'check';
    const reason = purpose === 'baseline' ? 'First nightly run without a baseline' : undefined;
    outcomes.push({
      endpointId: id,
      outcome: await tryStart({ endpointId: id, purpose, trigger: 'schedule', night, ...(reason && { reason }) }),
    });
  }
  return outcomes;

  async function tryStart(input: Parameters<typeof startRun>[1]): Promise<NightlyOutcome['outcome']> {
    try {
      await startRun(ctx, input);
      return 'started';
    } catch (error) {
      if (!(error instanceof TidemarkError)) throw error;
      if (error.code === 'conflict') return 'busy';
      if (error.code === 'invalid_input') return 'no_suite';
      throw error;
    }
  }
}
