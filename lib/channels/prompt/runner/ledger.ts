import { estimateRun, type Prices } from '#lib/gateway/estimate.ts';
import type { SampleResult } from '#lib/gateway/outcome.ts';
import type { GatewayRequest } from '#lib/gateway/request.ts';
import { decideCall } from '#lib/runs/budget.ts';
import { countedUsd } from '#lib/runs/call-cost.ts';
import { callCostUsd, storableCost } from '#lib/runs/storable.ts';

export interface LedgerOptions {
  /** Most that the calls of the run may cost; null for no limit. */
  budgetUsd: number | null;
  /** What was spent already, by an earlier process of the same run. */
  spentUsd?: number;
  /** Prices of each model; where one is unknown, they are told by what calls turn out to cost. */
  prices: (model: string) => Prices | null;
}

/** A call that may be made: to be settled by what came of it, or by null where nothing did. */
export type Reservation = { settle: (result: SampleResult | null) => number | null } | { refusal: string };

/** Keeps the calls of one run within its budget. */
export interface Ledger {
  /** To be asked before each call; `settle` gives its cost in US dollars, null where nobody knows it. */
  reserve: (request: GatewayRequest) => Reservation;
  spentUsd: () => number;
}

const UNKNOWN: Prices = { inputUsdPerMillion: null, outputUsdPerMillion: null };

/**
 * A budget over calls of which several are in flight (lib/runs/budget.ts). A model of unknown price is taken to cost as
 * much as its dearest call so far; once one of its answers comes without a cost, its further calls are refused.
 */
export function createLedger({ budgetUsd, spentUsd: spentBefore = 0, prices: priceList }: LedgerOptions): Ledger {
  const prices = (model: string): Prices | null => {
    const known = priceList(model);
    return known?.inputUsdPerMillion == null || known.outputUsdPerMillion === null ? null : known;
  };
  let spentUsd = spentBefore;
  let inFlightUsd = 0;
  /** By model of unknown price: what its dearest call cost; null once nobody can tell. */
  const dearest = new Map<string, number | null>();

  const estimateUsd = ({ model, messages, tools = [], maxTokens = null }: GatewayRequest): number | null => {
    const known = prices(model);
    if (known === null) return dearest.get(model) === undefined ? 0 : (dearest.get(model) ?? null);
    const inputChars = JSON.stringify([messages, tools]).length;
    return estimateRun([{ inputChars, maxTokens, repetitions: 1 }], known).costUsd;
  };

  const learn = (model: string, costUsd: number | null): void => {
    if (prices(model) !== null) return;
    const before = dearest.get(model);
    dearest.set(model, costUsd === null || before === null ? null : Math.max(before ?? 0, costUsd));
  };

  return {
    spentUsd: () => spentUsd,
    reserve: (request) => {
      const callUsd = estimateUsd(request);
      const decision = decideCall({ budgetUsd, spentUsd, inFlightUsd, callUsd });
      if (!decision.allowed) return { refusal: decision.reason };
      inFlightUsd += callUsd ?? 0;
      return {
        settle: (result) => {
          inFlightUsd -= callUsd ?? 0;
          if (result === null) return null;
          const costUsd = costOf(result, prices(request.model) ?? UNKNOWN);
          spentUsd += countedUsd(costUsd, result.kind === 'measured' ? null : result.reason, callUsd);
          if (result.kind === 'measured') learn(request.model, costUsd);
          return costUsd;
        },
      };
    },
  };
}

/** What the gateway says a call cost, else what its tokens cost by the model's prices. */
function costOf(result: SampleResult, prices: Prices): number | null {
  const used = result.kind === 'measured' ? result.answer : (result.partial ?? {});
  const told = storableCost(used.costUsd);
  return told ?? storableCost(callCostUsd(used.promptTokens ?? null, used.completionTokens ?? null, prices));
}
