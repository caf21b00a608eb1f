import { JUDGE_REASONS_CHARS } from '#lib/policy/thresholds.ts';
import { callCostUsd, storable, storableCost, storableCount } from '#lib/runs/storable.ts';
import type { JudgeAnswer } from './ask.ts';
import type { Judge } from './facts.ts';
import type { OpenQuestion } from './open-questions.ts';
import { ofNewer } from './opinions.ts';
import { JUDGE_FAULTS } from './reasons.ts';

/** A judgement as it is written. */
export type JudgementRow = ReturnType<typeof judgementRow>;

/** The row for a question and what came of it; what is said is cut and cleaned for the database. */
export function judgementRow(question: OpenQuestion, judge: Pick<Judge, 'id' | 'prices'>, answer: JudgeAnswer) {
  const { pair, swapped, runId } = question;
  const promptTokens = storableCount(answer.usage.promptTokens);
  const completionTokens = storableCount(answer.usage.completionTokens);
  const at = { runId, promptId: pair.promptId, kind: pair.kind, swapped, judgeId: judge.id };
  const usage = {
    promptTokens,
    completionTokens,
    costUsd: storableCost(answer.usage.costUsd) ?? callCostUsd(promptTokens, completionTokens, judge.prices),
  };
  if (answer.kind === 'unmeasured') {
    const { reason, detail } = answer;
    const said = { outcome: 'unmeasured' as const, reason, verdict: null, confidence: null };
    return { ...at, ...said, reasons: storable(detail).slice(0, JUDGE_REASONS_CHARS), ...usage };
  }
  const { verdict, confidence, reasons } = answer.opinion;
  const said = { outcome: 'measured' as const, reason: null, verdict: ofNewer(verdict, swapped), confidence };
  return { ...at, ...said, reasons: storable(reasons).slice(0, JUDGE_REASONS_CHARS), ...usage };
}

/** What stands for an answer where the judge is not asked. */
export function unfitAnswer(reason: keyof typeof JUDGE_FAULTS): JudgeAnswer {
  return {
    kind: 'unmeasured',
    reason,
    detail: `${JUDGE_FAULTS[reason].label}; the judge was not asked.`,
    usage: { costUsd: 0 },
  };
}
