import { visible } from '../assertions/excerpt.ts';
import type { Attempt, CheckResult, RubricResult } from '../types.ts';

/** What was found about one attempt. */
export type Finding = Pick<Attempt, 'outcome' | 'reason' | 'checks' | 'rubric'>;

interface Facts {
  /** What kept the agent from answering at all, in words. */
  fault: string | null;
  checks: CheckResult[];
  rubric: RubricResult | null;
}

/** Longest reason of an attempt, in UTF-16 code units. */
const REASON_CHARS = 1_000;

/** An attempt that says nothing about the agent. */
export function unmeasured(reason: string, checks: CheckResult[] = []): Finding {
  return { outcome: 'unmeasured', reason: shortened(reason), checks, rubric: null };
}

/** Whether an answer passes: every check holds, and so does the rubric where there is one. */
export function findingOf({ fault, checks, rubric }: Facts): Finding {
  const reasons = [
    ...(fault === null ? [] : [fault]),
    ...checks.filter(({ passed }) => !passed).map(({ label, detail }) => `${label}: ${detail}`),
    ...(rubric === null || rubric.passed ? [] : [`The rubric is met to ${percent(rubric.score)}: ${rubric.reasons}`]),
  ];
  const outcome = reasons.length === 0 ? 'pass' : 'fail';
  return { outcome, reason: shortened(reasons.join(' ')), checks, rubric };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Gateways and judges have their say in a reason, so it is made fit for a terminal. */
function shortened(reason: string): string {
  const text = visible(reason.slice(0, REASON_CHARS));
  return reason.length <= REASON_CHARS ? text : `${text}…`;
}
