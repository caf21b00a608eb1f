import { z } from 'zod';

/** One opinion of a judge on two answers to one prompt, shown in one order. */
export const judgementView = z.object({
  /** `current`: tonight's answer against the baseline; `baseline`: two answers of the baseline, for the judge's own noise. */
  kind: z.enum(['current', 'baseline']),
  /** Whether the newer answer was shown first; each pair is judged in both orders. */
  swapped: z.boolean(),
  /** Model and version of its instructions. */
  judgeId: z.string(),
  outcome: z.enum(['measured', 'unmeasured']),
  /** Why there is no opinion; null where there is one. */
  reason: z.string().nullable(),
  /** What it says of the newer answer: `same`, `better`, `worse` or `different`; null where it said nothing usable. */
  verdict: z.string().nullable(),
  /** 0 to 100, by the judge itself: shown, never used. */
  confidence: z.int().nullable(),
  reasons: z.string().nullable(),
  costUsd: z.number().nullable(),
});

export type JudgementView = z.infer<typeof judgementView>;
