import type { EndpointPatch } from '#lib/contract/endpoints.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

type Budgeted = Pick<EndpointPatch, 'runBudgetUsd' | 'inputUsdPerMillion' | 'outputUsdPerMillion'>;

/**
 * Refuses a budget that nobody could check: without prices, what a call may cost is unknown.
 *
 * @param settings as they will be stored
 * @throws TidemarkError `invalid_input` at `runBudgetUsd`.
 */
export function refuseUncheckableBudget(settings: Budgeted): void {
  const { runBudgetUsd, inputUsdPerMillion, outputUsdPerMillion } = settings;
  if (runBudgetUsd == null || (inputUsdPerMillion != null && outputUsdPerMillion != null)) return;
  const message = 'needs the prices of input and output, without which the cost of a call is unknown';
  throw new TidemarkError('invalid_input', `The endpoint cannot be saved: a budget ${message}.`, {
    issues: [{ path: 'runBudgetUsd', message }],
  });
}
