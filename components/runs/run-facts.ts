import type { RunStatus, RunSummary } from '#lib/contract/runs.ts';

const ACTIVE: Record<RunStatus, boolean> = {
  queued: true,
  sampling: true,
  evaluating: true,
  finished: false,
  cancelled: false,
  failed: false,
};

/** Whether the run still moves. */
export function isActive(run: { status: RunStatus }): boolean {
  return ACTIVE[run.status];
}

/** Milliseconds from the first call to the end, or to `nowMs` while the run goes; null before it starts. */
export function runDurationMs(run: Pick<RunSummary, 'startedAt' | 'finishedAt'>, nowMs: number): number | null {
  if (run.startedAt === null) return null;
  const endMs = run.finishedAt === null ? nowMs : Date.parse(run.finishedAt);
  return Math.max(0, endMs - Date.parse(run.startedAt));
}

/** Stored calls as a share of the planned ones, 0 to 100; whole once the run has ended well. */
export function progressPercent(run: Pick<RunSummary, 'storedSamples' | 'plannedSamples'>): number {
  return run.plannedSamples === 0 ? 0 : (100 * run.storedSamples) / run.plannedSamples;
}

/** Where the run stands, in one sentence, for a person who watches it. */
export function progressSentence(run: RunSummary, cancelling: boolean): string {
  const calls = `${run.storedSamples} of ${run.plannedSamples} answers stored`;
  const unmeasured = run.storedSamples - run.measuredSamples;
  const lost = unmeasured === 0 ? '' : `, ${unmeasured} of them unmeasured`;
  if (cancelling) return `Cancelling: ${calls}; calls under way are not waited for.`;
  switch (run.status) {
    case 'queued':
      return 'Waiting for a worker to take it.';
    case 'sampling':
      return `${calls}${lost}.`;
    case 'evaluating':
      return `${calls}${lost}; comparing with the baseline.`;
    case 'finished':
      return `${calls}${lost}.`;
    case 'cancelled':
      return `Cancelled: ${calls}${lost}. They are kept, but nothing was judged.`;
    case 'failed':
      return `Failed: ${calls}${lost}. They are kept, but nothing was judged.`;
  }
}
