import type { RunDetail, RunStatus, RunSummary } from '#lib/contract/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';

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

/** Whether the run, or the fresh repetitions that its night waits for, still move. */
export function isUnsettled(run: Pick<RunDetail, 'status' | 'confirmation' | 'step'>): boolean {
  return isActive(run) || (run.step === null && run.confirmation !== null && isActive(run.confirmation));
}

/** Milliseconds from the first call to the end, or to `nowMs` while the run goes; null before it starts. */
export function runDurationMs(run: Pick<RunSummary, 'startedAt' | 'finishedAt'>, nowMs: number): number | null {
  if (run.startedAt === null) return null;
  const endMs = run.finishedAt === null ? nowMs : Date.parse(run.finishedAt);
  return Math.max(0, endMs - Date.parse(run.startedAt));
}

/** Tokens used, against those expected before the start where that is known. */
export function tokenWords(
  run: Pick<RunDetail, 'promptTokens' | 'completionTokens' | 'estimatedPromptTokens' | 'estimatedCompletionTokens'>,
): string {
  const { estimatedPromptTokens: promptTokens, estimatedCompletionTokens: completionTokens } = run;
  const about = promptTokens === null ? '' : ` (about ${formatCount(promptTokens)} expected)`;
  const atMost = completionTokens === null ? '' : ` (at most ${formatCount(completionTokens)} expected)`;
  return `${formatCount(run.promptTokens)} tokens in${about}, ${formatCount(run.completionTokens)} out${atMost}`;
}

/** Stored answers as a share of the planned ones, 0 to 100. */
export function progressPercent(run: Pick<RunSummary, 'storedSamples' | 'plannedSamples'>): number {
  return run.plannedSamples === 0 ? 0 : (100 * run.storedSamples) / run.plannedSamples;
}

/** How far the run has come, in one sentence. */
export function progressSentence(run: RunSummary): string {
  const unmeasured = run.storedSamples - run.measuredSamples;
  const lost = unmeasured === 0 ? '' : `, ${unmeasured} of them unmeasured`;
  const stored = `${run.storedSamples} of ${run.plannedSamples} answers stored${lost}`;
  switch (run.status) {
    case 'queued':
      return 'Waiting for a worker to take it.';
    case 'sampling':
    case 'finished':
      return `${stored}.`;
    case 'evaluating':
      return `${stored}; comparing with the baseline.`;
    case 'cancelled':
      return `Cancelled with ${stored}. They are kept, but nothing was judged.`;
    case 'failed':
      return `Failed with ${stored}. They are kept, but nothing was judged.`;
  }
}
