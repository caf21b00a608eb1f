import type { RunStatus } from '#generated/prisma/client.ts';
import { recapture, whyBaselineUnfit, whyCapture } from '#lib/baselines/recapture.ts';
import { utcDay } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/context.ts';
import type { DeepNight } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { deepNightDue, isDeepNight } from '#lib/schedule/deep-night.ts';
import { type StartRunInput, startRun } from './start-run.ts';

/** What a night did with one endpoint. */
export interface NightlyOutcome {
  endpointId: number;
  outcome: 'started' | 'already_started' | 'busy' | 'no_suite';
}

interface Schedule {
  /** The moment the night was due. */
  scheduledFor: Date;
  deepNight: DeepNight;
}

/** A deep check that ended like this did not take place. */
const MISSED: readonly RunStatus[] = ['cancelled', 'failed'];

/**
 * Starts the scheduled run of every active endpoint for one night: a check by the endpoint's plan, once a week a deep
 * one, or the capture of a baseline where none is ready or the ready one no longer fits. Runs that the night already has are left alone, so the job may
 * be repeated.
 *
 * @returns what happened per endpoint; `busy` ones still owe their run.
 */
export async function startNightly(ctx: Context, { scheduledFor, deepNight }: Schedule): Promise<NightlyOutcome[]> {
  const night = utcDay(scheduledFor);
  const endpoints = await endpointsOn(ctx, night, deepNightDue(deepNight, night) ?? night);
  const outcomes: NightlyOutcome[] = [];
  for (const { id, runs, baselines } of endpoints) {
    if (runs.some((run) => run.night?.getTime() === night.getTime())) {
      outcomes.push({ endpointId: id, outcome: 'already_started' });
      continue;
    }
    const scheduled = { endpointId: id, trigger: 'schedule', night } as const;
    const baselineReadyAt = baselines[0]?.readyAt ?? null;
    if (baselineReadyAt === null) {
      const reason = await whyCapture(ctx.db, id);
      outcomes.push({ endpointId: id, outcome: await tryStart(ctx, { ...scheduled, purpose: 'baseline', reason }) });
      continue;
    }
    const unfit = await whyBaselineUnfit(ctx.db, id);
    if (unfit !== null) {
      outcomes.push({ endpointId: id, outcome: await started(() => recapture(ctx, { ...scheduled, unfit })) });
      continue;
    }
    const lastDeep = runs.find((run) => run.plan === 'deep' && !MISSED.includes(run.status))?.night ?? null;
    const plan = isDeepNight({ deepNight, night, lastDeep, baselineReadyAt }) ? ({ plan: 'deep' } as const) : {};
    outcomes.push({ endpointId: id, outcome: await tryStart(ctx, { ...scheduled, purpose: 'check', ...plan }) });
  }
  return outcomes;
}

/** Active endpoints with their scheduled runs from the night `since` up to `night`, the newest first. */
function endpointsOn({ db }: Context, night: Date, since: Date) {
  return db.endpoint.findMany({
    where: { status: 'active' },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      runs: {
        where: { trigger: 'schedule', night: { gte: since, lte: night } },
        orderBy: { night: 'desc' },
        select: { night: true, plan: true, status: true },
      },
      baselines: { where: { state: 'ready' }, select: { readyAt: true }, take: 1 },
    },
  });
}

function tryStart(ctx: Context, input: StartRunInput): Promise<NightlyOutcome['outcome']> {
  return started(() => startRun(ctx, input));
}

async function started(start: () => Promise<unknown>): Promise<NightlyOutcome['outcome']> {
  try {
    await start();
    return 'started';
  } catch (error) {
    if (!(error instanceof TidemarkError)) throw error;
    if (error.code === 'conflict') return 'busy';
    if (error.code === 'invalid_input') return 'no_suite';
    throw error;
  }
}
