import type { TaskOutcome } from '#lib/channels/prompt/types.ts';
import { TASK_OUTCOME_LABEL } from '#lib/policy/golden-labels.ts';
import { excerpt } from '../excerpt.ts';

/** Outcomes in a column of their own, so that ids stand below each other. */
const WIDTH = Math.max(...Object.values(TASK_OUTCOME_LABEL).map(({ label }) => label.length));

/** What came of one task, on one line: `Regressed       refund-over-limit  Passed 1 of 8, against …`. */
export function taskLine(id: string, outcome: TaskOutcome, reasons: readonly string[], shorten = excerpt): string {
  const why = reasons.length === 0 ? '' : `  ${shorten(reasons.join(' '))}`;
  return `${TASK_OUTCOME_LABEL[outcome].label.padEnd(WIDTH)}  ${id}${why}\n`;
}
