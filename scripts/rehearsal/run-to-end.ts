import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '#generated/prisma/client.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { cancelRun } from '#lib/runs/cancel-run.ts';
import { startRun } from '#lib/runs/start-run.ts';

const POLL_MS = 100;
const STALL_AFTER_MS = 60_000;

/**
 * Starts a run and waits until it has finished, and with it the confirmation that it may ask for; returns its id.
 *
 * @throws TidemarkError `unavailable` when it ended otherwise, or either stood still so long that it was cancelled.
 */
export async function runToEnd(
  ctx: Context,
  endpointId: number,
  purpose: 'baseline' | 'check',
  {
    repetitions,
    stallAfterMs = STALL_AFTER_MS,
  }: { repetitions?: number | undefined; stallAfterMs?: number | undefined },
): Promise<number> {
  const { runId } = await startRun(ctx, {
    endpointId,
    purpose,
    trigger: 'manual',
    reason: 'Rehearsal on recorded answers',
    ...(repetitions !== undefined && { repetitions }),
  });
  const { status, verdictReason } = await untilEnded(ctx, runId, stallAfterMs);
  if (status !== 'finished') {
    throw new TidemarkError(
      'unavailable',
      `Run ${runId} ended as ${status}. ${verdictReason ?? 'See the worker log.'}`,
    );
  }
  const confirmation = await ctx.db.run.findUnique({ where: { parentRunId: runId }, select: { id: true } });
  if (confirmation !== null) await untilEnded(ctx, confirmation.id, stallAfterMs);
  return runId;
}

/** Waits for the end of a run; one that stands still for too long is cancelled. */
async function untilEnded(ctx: Context, runId: number, stallAfterMs: number): Promise<Run> {
  let last = { storedSamples: -1, atMs: 0 };
  for (;;) {
    const run = await ctx.db.run.findUniqueOrThrow({ where: { id: runId } });
    if (run.finishedAt !== null) return run;
    const { storedSamples } = run;
    const atMs = performance.now();
    if (storedSamples !== last.storedSamples) last = { storedSamples, atMs };
    if (atMs - last.atMs > stallAfterMs) {
      await cancelRun(ctx, runId);
      throw new TidemarkError(
        'unavailable',
        `Run ${runId} does not move on and was cancelled: no worker seems to take jobs from this database. Start one (npm start), then rehearse again.`,
      );
    }
    await sleep(POLL_MS);
  }
}
