import type { Attempt } from '../types.ts';

/** What is compared of passing attempts besides that they pass; the names are those of a baseline's medians. */
export const MEASURES = ['latencyMs', 'tokens', 'confidence'] as const;
export type Measure = (typeof MEASURES)[number];

/** The measure of one attempt; null where the gateway or the judge told nothing. */
export const MEASURE_OF = {
  latencyMs: ({ latencyMs }) => latencyMs,
  tokens: ({ promptTokens, completionTokens }) =>
    promptTokens === null || completionTokens === null ? null : promptTokens + completionTokens,
  confidence: ({ rubric }) => rubric?.confidence ?? null,
} as const satisfies Record<Measure, (attempt: Attempt) => number | null>;
