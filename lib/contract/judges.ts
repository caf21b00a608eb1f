import { z } from 'zod';
import { connectionTest } from './endpoints.ts';

const usdPerMillion = z.number().min(0).nullable();
const modelName = z.string().trim().min(1).max(200);

/** Which model is to be judged; the gateway's list decides who can do it. */
export const judgeSuggestionBody = z.object({ model: modelName });

export const judgeSuggestion = z.object({
  /** Models the gateway lists; null where it lists none. */
  models: z.array(z.string()).nullable(),
  /** A large model of another family; null where none is clearly fit. */
  suggestion: z.object({ model: z.string(), reason: z.string() }).nullable(),
});

export const judgeTestBody = z.object({
  model: modelName,
  /** US dollars per million tokens, for the cost of the test where the gateway does not tell it. */
  inputUsdPerMillion: usdPerMillion.default(null),
  outputUsdPerMillion: usdPerMillion.default(null),
});

/** What a judge said of two pairs whose outcome is known, each in both orders. */
export const judgeTest = connectionTest.extend({
  calls: z.int(),
  /** Of the test itself; null while a price is unknown. */
  costUsd: z.number().nullable(),
});

export type JudgeSuggestion = z.infer<typeof judgeSuggestion>;
export type JudgeTest = z.infer<typeof judgeTest>;
export type JudgeTestBody = z.infer<typeof judgeTestBody>;
