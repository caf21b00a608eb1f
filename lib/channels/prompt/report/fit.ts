import type { Attempt } from '../types.ts';
import type { GateReport } from './format.ts';

/** Longest texts that a report keeps, in UTF-16 code units (attempt.ts and format.ts refuse longer ones). */
const SENTENCE_CHARS = 2_000;
const REASONING_CHARS = 10_000;
const NAME_CHARS = 200;
const ANSWER_CHARS = 200_000;

/** Largest JSON of a report, in bytes; what surrounds it on its way to a console still fits into 8 MiB. */
const MAX_REPORT_BYTES = 8_000_000;

/** Longest answers tried, the longest first, until the whole fits. */
const ANSWER_STEPS = [ANSWER_CHARS, 20_000, 4_000, 800, 100, 0];

/** A report that a console takes: long texts are cut, and of answers as much is kept as the whole has room for. */
export function fitReport(report: GateReport, maxBytes = MAX_REPORT_BYTES): GateReport {
  for (const answerChars of ANSWER_STEPS) {
    const shorter = withAnswersOf(report, answerChars);
    if (Buffer.byteLength(JSON.stringify(shorter)) <= maxBytes) return shorter;
  }
  const { tasks, ...rest } = withAnswersOf(report, 0);
  return { ...rest, tasks: tasks.map((task) => ({ ...task, attempts: [] })) };
}

function withAnswersOf(report: GateReport, answerChars: number): GateReport {
  return {
    ...report,
    reason: cut(report.reason, SENTENCE_CHARS),
    tasks: report.tasks.map((task) => ({
      ...task,
      title: cut(task.title, NAME_CHARS),
      reasons: task.reasons.slice(0, 20).map((reason) => cut(reason, SENTENCE_CHARS)),
      attempts: task.attempts.map((attempt) => shortAttempt(attempt, answerChars)),
    })),
    suiteChanges: report.suiteChanges.map((change) => ({ ...change, detail: cut(change.detail, SENTENCE_CHARS) })),
  };
}

function shortAttempt(attempt: Attempt, answerChars: number): Attempt {
  const { rubric } = attempt;
  return {
    ...attempt,
    reason: cut(attempt.reason, SENTENCE_CHARS),
    checks: attempt.checks.slice(0, 200).map((check) => ({
      ...check,
      label: cut(check.label, SENTENCE_CHARS),
      detail: cut(check.detail, SENTENCE_CHARS),
    })),
    rubric: rubric === null ? null : { ...rubric, reasons: cut(rubric.reasons, REASONING_CHARS) },
    output: cut(attempt.output, answerChars),
    toolCalls: attempt.toolCalls.slice(0, 500).map(({ name, argumentsJson, fault }) => ({
      name: cut(name, NAME_CHARS),
      argumentsJson: cut(argumentsJson, answerChars),
      fault: fault === null ? null : cut(fault, SENTENCE_CHARS),
    })),
  };
}

/** Cut text says so, where there is room for it. */
function cut(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  return maxChars < 10 ? '' : `${text.slice(0, maxChars - 2).toWellFormed()} …`;
}
