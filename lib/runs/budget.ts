import { formatUsd } from '#lib/format/numbers.ts';

/** What is known before a call of a run, in US dollars. */
export interface BudgetFacts {
  /** Null for no limit. */
  budgetUsd: number | null;
  /** Most that the calls so far can have cost, failed ones included. */
  spentUsd: number;
  /** Upper estimate of the calls that may be in flight now. */
  inFlightUsd: number;
  /** Upper estimate of this call; null while a price is unknown. */
  callUsd: number | null;
}

export type BudgetDecision = { allowed: true } | { allowed: false; reason: string };

/** Sums of the same amounts in another order differ in their last digits. */
const ROUNDING_SHARE = 1e-9;

/**
 * Whether a call fits the run's budget, with every call that may be in flight counted at its upper estimate. So a run
 * keeps to its budget, except for as much as the calls in flight (one a lane) cost more than estimated, and for calls
 * that were lost with a killed worker (at most one a lane each time).
 */
export function decideCall({ budgetUsd, spentUsd, inFlightUsd, callUsd }: BudgetFacts): BudgetDecision {
  if (budgetUsd === null) return { allowed: true };
  if (callUsd === null) {
    return { allowed: false, reason: 'A price is unknown, so the budget cannot be checked.' };
  }
  const reservedUsd = inFlightUsd + callUsd;
  if (spentUsd + reservedUsd <= budgetUsd * (1 + ROUNDING_SHARE)) return { allowed: true };
  return {
    allowed: false,
    reason: `${formatUsd(spentUsd)} of ${formatUsd(budgetUsd)} are spent; this call and those in flight may take ${formatUsd(reservedUsd)}.`,
  };
}
