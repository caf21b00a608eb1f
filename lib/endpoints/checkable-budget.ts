import type { EndpointPatch } from '#lib/contract/endpoints.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

type Budgeted = Pick<
  EndpointPatch,
  | 'runBudgetUsd'
  | 'inputUsdPerMillion'
  | 'outputUsdPerMillion'
  | 'judgeModel'
  | 'judgeInputUsdPerMillion'
  | 'judgeOutputUsdPerMillion'
>;

/** What is wrong with a budget that has no prices beside it. */
export const BUDGET_NEEDS_PRICES =
  'needs the prices of input and output, of the judge too where there is one: without them the cost of a call is unknown';

/** Whether a budget could be kept: without prices, what a call may cost is unknown. */
export function isCheckableBudget({ runBudgetUsd, judgeModel, ...prices }: Budgeted): boolean {
  if (runBudgetUsd == null) return true;
  const { inputUsdPerMillion, outputUsdPerMillion, judgeInputUsdPerMillion, judgeOutputUsdPerMillion } = prices;
  const isJudgePriced = judgeModel == null || (judgeInputUsdPerMillion != null && judgeOutputUsdPerMillion != null);
  return inputUsdPerMillion != null && outputUsdPerMillion != null && isJudgePriced;
}

/**
 * Refuses a budget that nobody could check.
 *
 * @param settings as they will be stored
 * @throws TidemarkError `invalid_input` at `runBudgetUsd`.
 */
export function refuseUncheckableBudget(settings: Budgeted): void {
  if (isCheckableBudget(settings)) return;
  throw new TidemarkError('invalid_input', `The endpoint cannot be saved: a budget ${BUDGET_NEEDS_PRICES}.`, {
    issues: [{ path: 'runBudgetUsd', message: BUDGET_NEEDS_PRICES }],
  });
}
