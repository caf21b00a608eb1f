import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { ACTIVE_RUN_STATUSES } from '#lib/runs/start-facts.ts';
import { startRun } from '#lib/runs/start-run.ts';

const POLL_MS = 200;

interface FirstRunsOptions {
  signal: AbortSignal;
  /** Told how far the runs are, every time that changes. */
  onProgress: (storedSamples: number, plannedSamples: number) => void;
}

/**
 * Captures a baseline for every active endpoint that has none, and waits until no run is going any more.
 *
 * @throws the signal's reason when it aborts; runs go on without the wait.
 */
export async function captureMissingBaselines(ctx: Context, options: FirstRunsOptions): Promise<void> {
  const missing = await ctx.db.endpoint.findMany({
    where: { status: 'active', baselines: { none: { state: 'ready' } } },
    select: { id: true },
  });
  for (const { id } of missing) await start(ctx, id, 'baseline');
  await waitForRuns(ctx, options);
}

/** Checks every active endpoint of the demo gateway that never was checked, and waits for the verdicts. */
export async function checkDemo(ctx: Context, options: FirstRunsOptions): Promise<void> {
  const unchecked = await ctx.db.endpoint.findMany({
    where: {
      status: 'active',
      gateway: { isDemo: true },
      baselines: { some: { state: 'ready' } },
      runs: { none: { purpose: 'check', status: 'finished' } },
    },
    select: { id: true },
  });
  for (const { id } of unchecked) await start(ctx, id, 'check');
  await waitForRuns(ctx, options);
}

async function start(ctx: Context, endpointId: number, purpose: 'baseline' | 'check'): Promise<void> {
  try {
    await startRun(ctx, { endpointId, purpose, trigger: 'manual', reason: 'First start' });
  } catch (error) {
    // Going already, left over from an interrupted start: waited for like a new one. Or nothing to ask: its suite has
    // no version in force, which the console says.
    if (!(error instanceof TidemarkError && ['conflict', 'invalid_input'].includes(error.code))) throw error;
  }
}

async function waitForRuns({ db }: Context, { signal, onProgress }: FirstRunsOptions): Promise<void> {
  const planned = new Map<number, number>();
  let lastStored = -1;
  for (;;) {
    signal.throwIfAborted();
    const going = await db.run.findMany({
      where: { status: { in: [...ACTIVE_RUN_STATUSES] } },
      select: { id: true, plannedSamples: true, storedSamples: true },
    });
    for (const run of going) planned.set(run.id, run.plannedSamples);
    if (planned.size > 0) {
      const total = sum([...planned.values()]);
      const stored = total - sum(going.map((run) => run.plannedSamples - run.storedSamples));
      if (stored !== lastStored) onProgress(stored, total);
      lastStored = stored;
    }
    if (going.length === 0) return;
    await sleep(POLL_MS, undefined, { signal });
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
