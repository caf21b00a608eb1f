import type { Prices } from '#lib/gateway/estimate.ts';

const MAX_INT4 = 2_147_483_647;
/** Beyond any bill; keeps sums within what a double holds. */
const MAX_COST_USD = 1e12;

/** What a call cost by its model's prices, where the gateway does not say; null while any of it is unknown. */
export function callCostUsd(
  promptTokens: number | null,
  completionTokens: number | null,
  { inputUsdPerMillion, outputUsdPerMillion }: Prices,
): number | null {
  if (promptTokens === null || completionTokens === null) return null;
  if (inputUsdPerMillion === null || outputUsdPerMillion === null) return null;
  return (promptTokens * inputUsdPerMillion + completionTokens * outputUsdPerMillion) / 1_000_000;
}

/** A cost in US dollars; null for one no answer can have. */
export function storableCost(value: number | null | undefined): number | null {
  return value != null && value >= 0 && value <= MAX_COST_USD ? value : null;
}

/** A count that fits a Postgres integer; null for one no answer can have. */
export function storableCount(value: number | null | undefined): number | null {
  return value != null && value >= 0 && value <= MAX_INT4 ? Math.round(value) : null;
}

/** JSON whose texts Postgres can keep. */
export function storableJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, part) => (typeof part === 'string' ? storable(part) : part)));
}

/** Text Postgres can keep: no NUL and no lone surrogate; each becomes U+FFFD. Hashes are taken before this. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}
