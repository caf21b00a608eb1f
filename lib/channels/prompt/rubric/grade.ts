import { JUDGE_REASONS_CHARS } from '#lib/policy/thresholds.ts';
import { firstAssertionPosition } from '../assertions/check-answer.ts';
import { excerpt } from '../assertions/excerpt.ts';
import { labelOf } from '../assertions/label.ts';
import type { GoldenTask } from '../task/format.ts';
import type { CheckResult, RubricResult } from '../types.ts';
import { judgedItems } from './items.ts';
import type { RubricVerdict } from './verdict.ts';

type Judged = Pick<GoldenTask, 'expect' | 'rubric' | 'assertions'>;

/** What a judge's verdict makes of an answer. */
export interface Grade {
  /** Null where the task has no rubric. */
  rubric: RubricResult | null;
  /** Of the task's custom questions. */
  checks: CheckResult[];
}

/** Longest excerpt of the judge's reasons in a check, in UTF-16 code units. */
const REASONS_CHARS = 400;

/** Sums of weights differ in their last digits. */
const ROUNDING = 1e-9;

/** Computes the score from the weights of the items that are met; the judge itself gives none. */
export function gradeAnswer(task: Judged, verdict: RubricVerdict): Grade {
  const judged = judgedItems(task).map((item, index) => ({ ...item, met: verdict.met[index] === true }));
  return { rubric: rubricResult(task, judged, verdict), checks: questionChecks(task, judged, verdict) };
}

type JudgedAnswer = ReturnType<typeof judgedItems>[number] & { met: boolean };

function rubricResult(
  { rubric }: Judged,
  judged: readonly JudgedAnswer[],
  { confidence, reasons }: RubricVerdict,
): RubricResult | null {
  if (rubric === undefined) return null;
  const items = judged.flatMap(({ from, met }) =>
    'rubric' in from ? [{ id: from.rubric, weight: from.weight, met }] : [],
  );
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  const score = items.reduce((sum, { weight, met }) => sum + (met ? weight : 0), 0) / total;
  return {
    score: Math.min(1, score),
    passed: score >= rubric.passAt - ROUNDING,
    confidence,
    items: items.map(({ id, met }) => ({ id, met })),
    reasons: reasons.slice(0, JUDGE_REASONS_CHARS),
  };
}

function questionChecks(task: Judged, judged: readonly JudgedAnswer[], { reasons }: RubricVerdict): CheckResult[] {
  return judged.flatMap(({ from, met }) => {
    const assertion = 'assertion' in from ? task.assertions[from.assertion] : undefined;
    if (assertion === undefined || !('assertion' in from)) return [];
    return [
      {
        position: firstAssertionPosition(task) + from.assertion,
        label: labelOf(assertion),
        passed: met,
        detail: met ? '' : `The judge says no: ${excerpt(reasons, 0, REASONS_CHARS)}.`,
      },
    ];
  });
}
