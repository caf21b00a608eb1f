import type { TaskOutcome } from '#lib/contract/golden/attempts.ts';
import type { GoldenRunStatus, GoldenRunSummary, OutcomeCounts } from '#lib/contract/golden/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { TASK_OUTCOME_LABEL } from '#lib/policy/golden-labels.ts';

const GOING: Record<GoldenRunStatus, boolean> = {
  queued: true,
  running: true,
  finished: false,
  cancelled: false,
  failed: false,
};

/** Whether the run still moves. */
export function isGoing({ status }: Pick<GoldenRunSummary, 'status'>): boolean {
  return GOING[status];
}

/** Milliseconds from the first call to the end, or to `nowMs` while the run goes; null before it starts. */
export function goldenDurationMs(
  { startedAt, finishedAt }: Pick<GoldenRunSummary, 'startedAt' | 'finishedAt'>,
  nowMs: number,
): number | null {
  if (startedAt === null) return null;
  return Math.max(0, (finishedAt === null ? nowMs : Date.parse(finishedAt)) - Date.parse(startedAt));
}

type Progress = Pick<GoldenRunSummary, 'status' | 'storedAttempts' | 'plannedAttempts'>;

/** Stored attempts as a share of those asked for so far, 0 to 100. */
export function goldenPercent({ status, storedAttempts, plannedAttempts }: Progress): number {
  if (status === 'finished') return 100;
  return plannedAttempts === 0 ? 0 : Math.min(100, (100 * storedAttempts) / plannedAttempts);
}

/** How far the run has come, in one sentence. */
export function goldenProgress({ status, storedAttempts, plannedAttempts }: Progress): string {
  const stored = `${formatCount(storedAttempts)} of ${formatCount(plannedAttempts, 'attempt')}`;
  switch (status) {
    case 'queued':
      return 'Waiting for a worker to take it.';
    case 'running':
      return `${stored} made. Tasks that look worse are tried again before anything is decided.`;
    case 'finished':
      return `${formatCount(storedAttempts, 'attempt')} made.`;
    case 'cancelled':
      return `Cancelled with ${stored} made. They are kept, but nothing was decided.`;
    case 'failed':
      if (plannedAttempts === 0) return 'It was not started, so nothing was asked.';
      return `Failed with ${stored} made. They are kept, but nothing was decided.`;
  }
}

/** Outcomes from what needs a person most to what needs none. */
export const OUTCOMES: readonly TaskOutcome[] = ['regressed', 'unmeasured', 'base-also-fails', 'flaky', 'pass'];

/** Tasks by outcome in words, those at zero left out: `2 regressed, 17 pass`. */
export function outcomeWords(counts: OutcomeCounts): string {
  return OUTCOMES.filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${formatCount(counts[outcome])} ${TASK_OUTCOME_LABEL[outcome].label.toLowerCase()}`)
    .join(', ');
}

/** What a pull request is called in a sentence: `#12` where its address ends in a number, else its host. */
export function pullRequestName(url: string): string {
  const number = /\/(\d+)\/?(?:[?#].*)?$/.exec(url)?.[1];
  return number === undefined ? new URL(url).host : `#${number}`;
}
