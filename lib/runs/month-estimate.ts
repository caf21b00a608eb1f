import type { PlanEstimate } from '#lib/contract/runs.ts';
import { totalMaxCostUsd } from './estimate-run.ts';

/** Nights of an average month of the Gregorian calendar: 365.2425 / 12. */
const NIGHTS_A_MONTH = 365.2425 / 12;
const NIGHTS_A_WEEK = 7;

/**
 * Calls and most cost, in US dollars, of an average month with a check every night. Confirmations of drift, which need
 * no calls while nothing drifts, are not foreseen; neither are retries and new baselines.
 *
 * @param deep the check of one night a week; null where none is deep
 */
export function monthEstimate(
  ordinary: PlanEstimate,
  deep: PlanEstimate | null,
): { calls: number; maxCostUsd: number | null } {
  const deepNights = deep === null ? 0 : NIGHTS_A_MONTH / NIGHTS_A_WEEK;
  const over = (ofNight: number, ofDeepNight: number) =>
    ofNight * (NIGHTS_A_MONTH - deepNights) + ofDeepNight * deepNights;
  const [usd, deepUsd] = [totalMaxCostUsd(ordinary), deep === null ? 0 : totalMaxCostUsd(deep)];
  return {
    calls: Math.round(over(ordinary.calls + ordinary.judgeCalls, deep === null ? 0 : deep.calls + deep.judgeCalls)),
    maxCostUsd: usd === null || deepUsd === null ? null : over(usd, deepUsd),
  };
}
