import type { Attempt, Side } from '../types.ts';
import type { ReportedTask } from './format.ts';

/** The attempts that show best what became of a task: a failing one with the new prompt, a passing one with the old. */
export function tellingAttempts({ attempts }: Pick<ReportedTask, 'attempts'>): Record<Side, Attempt | null> {
  const first = (side: Side, outcome: Attempt['outcome']) =>
    attempts.find((attempt) => attempt.side === side && attempt.outcome === outcome);
  return {
    head: first('head', 'fail') ?? first('head', 'pass') ?? null,
    base: first('base', 'pass') ?? first('base', 'fail') ?? null,
  };
}

/** What an agent answered and which tools it called, as text. */
export function answerText({ output, toolCalls }: Attempt): string {
  const calls = toolCalls.map(({ name, argumentsJson }) => `${name}(${argumentsJson})`);
  const parts = [...(calls.length === 0 ? [] : [`Tools called: ${calls.join(', ')}`]), output];
  return parts.filter((part) => part.trim() !== '').join('\n\n') || '(empty)';
}

/** Why an attempt failed: the checks that did not pass and what the judge said; where neither did, its reason. */
export function failureReasons({ outcome, reason, checks, rubric }: Attempt): string[] {
  if (outcome === 'pass') return [];
  const failed = checks
    .filter(({ passed }) => !passed)
    .map(({ label, detail }) => (detail === '' ? label : `${label}: ${detail}`));
  const judged = rubric !== null && !rubric.passed && rubric.reasons !== '' ? [`Judge: ${rubric.reasons}`] : [];
  const told = [...failed, ...judged];
  return told.length > 0 || reason === '' ? told : [reason];
}
