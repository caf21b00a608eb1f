import type { Settled } from './traffic.ts';

/** What calls used, summed; null where one of them did not say. */
export interface Used {
  /** Model time alone (lib/gateway/answer.ts): of the answers, not of what was tried in vain. */
  latencyMs: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
  costUsd: number | null;
  /** HTTP attempts. */
  calls: number;
}

export const NOTHING_USED: Used = { latencyMs: 0, promptTokens: 0, completionTokens: 0, costUsd: 0, calls: 0 };

/** Adds a settled question to what was used before. */
export function addUsage(used: Used, { result, calls, costUsd }: Settled): Used {
  const told = result.kind === 'measured' ? result.answer : (result.partial ?? {});
  return {
    latencyMs: add(used.latencyMs, told.latencyMs),
    promptTokens: add(used.promptTokens, told.promptTokens),
    completionTokens: add(used.completionTokens, told.completionTokens),
    costUsd: add(used.costUsd, costUsd),
    calls: used.calls + calls,
  };
}

/** A sum of which any unknown part makes the whole unknown. */
export function add(sum: number | null, part: number | null | undefined): number | null {
  return sum === null || part === null || part === undefined ? null : sum + part;
}
