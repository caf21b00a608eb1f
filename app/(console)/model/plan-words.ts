import type { NightlyPlan, PlanEstimates } from '#lib/contract/endpoints.ts';
import type { PlanEstimate } from '#lib/contract/runs.ts';
import { formatCount, formatUsd } from '#lib/format/numbers.ts';

/** What a plan takes, as facts: a name and its value each. */
export function planFacts(estimates: PlanEstimates, plan: NightlyPlan): [string, string][] {
  const { deep, deepNight } = estimates;
  const month = estimates.month[plan];
  return [
    ['A night', nightWords(estimates[plan])],
    ...(deepNight === 'never' ? [] : [[`${capitalised(deepNight)}s`, nightWords(deep)] as [string, string]]),
    ['A month', `about ${formatCount(month.calls, 'call')}${costWords(month.maxCostUsd)}`],
  ];
}

/** What a budget means for a plan, where it may be used up; null where it is enough for every night. */
export function budgetWarning(estimates: PlanEstimates, plan: NightlyPlan, budgetUsd: number | null): string | null {
  if (budgetUsd === null) return null;
  const over = 'Calls that could go over it are not made, and count as unmeasured.';
  if (isOver(estimates[plan], budgetUsd)) return `The budget is less than a night takes at most. ${over}`;
  if (estimates.deepNight !== 'never' && isOver(estimates.deep, budgetUsd)) {
    return `The budget is less than the deep check of ${capitalised(estimates.deepNight)}s takes at most. ${over}`;
  }
  return null;
}

/** The judge spends from the same budget. */
function isOver({ maxCostUsd, judgeMaxCostUsd }: PlanEstimate, budgetUsd: number): boolean {
  return maxCostUsd !== null && maxCostUsd + (judgeMaxCostUsd ?? 0) > budgetUsd;
}

function nightWords({ calls, maxCostUsd, judgeCalls, judgeMaxCostUsd }: PlanEstimate): string {
  const judge = judgeCalls === 0 ? '' : `; up to ${formatCount(judgeCalls)} of the judge${costWords(judgeMaxCostUsd)}`;
  return `${formatCount(calls, 'call')}${costWords(maxCostUsd)}${judge}`;
}

function costWords(usd: number | null): string {
  return usd === null ? '' : `, at most ${formatUsd(usd)}`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
