import { ASSUMED_OUTPUT_TOKENS, CHARS_PER_TOKEN } from '#lib/policy/thresholds.ts';

interface PlannedPrompt {
  /** Characters sent: messages, tool definitions and schema. */
  inputChars: number;
  /** Upper bound of output tokens, null where the prompt sets none. */
  maxTokens: number | null;
  repetitions: number;
}

/** Prices of an endpoint in US dollars per million tokens; null is unknown. */
export interface Prices {
  inputUsdPerMillion: number | null;
  outputUsdPerMillion: number | null;
}

export interface RunEstimate {
  calls: number;
  /** About, at four characters a token. */
  inputTokens: number;
  /** At most, where every prompt bounds its answer; else an assumption fills the gap. */
  outputTokens: number;
  /** false where a prompt sets no max_tokens, so that an answer may be longer than assumed. */
  outputBounded: boolean;
  /** null where a price is unknown: shown as unknown, never as zero. */
  costUsd: number | null;
}

/**
 * What a run will ask for before it is started: calls, tokens and an upper estimate of the cost.
 * Input is counted at `CHARS_PER_TOKEN`, output at each prompt's max_tokens. Retries are not foreseen.
 */
export function estimateRun(prompts: readonly PlannedPrompt[], prices: Prices): RunEstimate {
  const estimate = { calls: 0, inputTokens: 0, outputTokens: 0, outputBounded: true };
  for (const prompt of prompts) {
    estimate.calls += prompt.repetitions;
    estimate.inputTokens += prompt.repetitions * Math.ceil(prompt.inputChars / CHARS_PER_TOKEN);
    estimate.outputTokens += prompt.repetitions * (prompt.maxTokens ?? ASSUMED_OUTPUT_TOKENS);
    estimate.outputBounded &&= prompt.maxTokens !== null;
  }
  return { ...estimate, costUsd: costOf(estimate, prices) };
}

function costOf(tokens: { inputTokens: number; outputTokens: number }, prices: Prices): number | null {
  if (prices.inputUsdPerMillion === null || prices.outputUsdPerMillion === null) return null;
  const micros = tokens.inputTokens * prices.inputUsdPerMillion + tokens.outputTokens * prices.outputUsdPerMillion;
  return micros / 1_000_000;
}
