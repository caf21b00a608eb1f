import { estimateJudging } from '#lib/channels/model/judge/estimate.ts';
import { isJudgedPurpose } from '#lib/channels/model/judge/judged-purposes.ts';
import type { PlanEstimate, Repetitions, RunPurpose } from '#lib/contract/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { estimateRun as estimateCalls, type Prices } from '#lib/gateway/estimate.ts';
import type { PromptSpec } from '#lib/suites/format.ts';
import { STRATA } from '#lib/suites/vocabulary.ts';
import { sizeOf } from './call-cost.ts';

interface Estimated extends Prices {
  prompts: readonly PromptSpec[];
  /** Of the judge; null where nobody judges. */
  judgePrices: Prices | null;
}

/** What a run that asks each prompt as often as `repetitions` say will ask for, before it starts. */
export function estimateRun(
  { prompts, inputUsdPerMillion, outputUsdPerMillion, judgePrices }: Estimated,
  { purpose, repetitions }: { purpose: RunPurpose; repetitions: Repetitions },
): PlanEstimate {
  const estimate = estimateCalls(
    prompts.map((prompt) => ({ ...sizeOf(prompt), repetitions: repetitions[prompt.stratum] })),
    { inputUsdPerMillion, outputUsdPerMillion },
  );
  const judging = judgePrices !== null && isJudgedPurpose(purpose) ? estimateJudging(prompts, judgePrices) : null;
  return {
    calls: estimate.calls,
    promptTokens: estimate.inputTokens,
    maxCompletionTokens: estimate.outputTokens,
    maxCostUsd: estimate.costUsd,
    judgeCalls: judging?.calls ?? 0,
    judgeMaxCostUsd: judging === null ? 0 : judging.costUsd,
    basis: `${askedWords(prompts, repetitions)}; input at 4 characters a token, output at each prompt's limit; retries not included`,
  };
}

/** Most that a run costs with its judge, in US dollars; null while any price is unknown. */
export function totalMaxCostUsd({ maxCostUsd, judgeMaxCostUsd }: PlanEstimate): number | null {
  return maxCostUsd === null || judgeMaxCostUsd === null ? null : maxCostUsd + judgeMaxCostUsd;
}

/** `20 prompts × 3`, or by stratum where they differ: `12 short prompts × 3, 8 behaviour prompts × 1`. */
function askedWords(prompts: readonly PromptSpec[], repetitions: Repetitions): string {
  if (repetitions.short === repetitions.behaviour) {
    return `${formatCount(prompts.length, 'prompt')} × ${repetitions.short}`;
  }
  const ofStratum = STRATA.map((stratum) => {
    const count = prompts.filter((prompt) => prompt.stratum === stratum).length;
    return `${formatCount(count, `${stratum} prompt`)} × ${repetitions[stratum]}`;
  });
  return ofStratum.join(', ');
}
