import { estimateRun, type Prices } from '#lib/gateway/estimate.ts';
import type { UnmeasuredReason } from '#lib/gateway/outcome.ts';
import type { PromptSpec } from '#lib/suites/format.ts';

type Question = Pick<PromptSpec, 'messages' | 'tools' | 'maxTokens'>;

/** Whether a call that ended like this may have been charged for, where the gateway does not say. */
const MAY_HAVE_COST: Record<UnmeasuredReason, boolean> = {
  fallback: true,
  cached: true,
  truncated: true,
  empty: true,
  content_filter: true,
  context_window: false,
  too_large: true,
  malformed: true,
  unreadable_key: false,
  unauthorised: false,
  model_not_found: false,
  wrong_address: false,
  bad_request: false,
  budget_exhausted: false,
  rate_limited: false,
  server_error: true,
  timeout: true,
  unreachable: true,
  cancelled: true,
  over_budget: false,
};

/** What estimates know of a prompt: how long the question is, in characters, and how long the answer may be, in tokens. */
export function sizeOf({ messages, tools, maxTokens }: Question): { inputChars: number; maxTokens: number } {
  return { inputChars: JSON.stringify([messages, tools]).length, maxTokens };
}

/** Upper estimate of one call in US dollars (lib/gateway/estimate.ts); null while a price is unknown. */
export function callEstimateUsd(question: Question, prices: Prices): number | null {
  return estimateRun([{ ...sizeOf(question), repetitions: 1 }], prices).costUsd;
}

/**
 * What a finished call counts against the budget, in US dollars: what it cost, else its upper estimate, else nothing
 * where nothing can have been charged.
 *
 * @param reason why the call gave no answer to compare; null when it did
 */
export function countedUsd(
  costUsd: number | null,
  reason: UnmeasuredReason | null,
  estimateUsd: number | null,
): number {
  if (costUsd !== null) return costUsd;
  return reason === null || MAY_HAVE_COST[reason] ? (estimateUsd ?? 0) : 0;
}
