import { z } from 'zod';
import { taskId } from '../task/format.ts';
import { type Attempt, SIDES } from '../types.ts';

/** Sizes bound what a posted report can hold, in UTF-16 code units; the gate writes far less. */
const word = z.string().max(200);
const sentence = z.string().max(2_000);
const answer = z.string().max(200_000);

/** A whole number of tokens, calls or turns. */
export const count = z.int().min(0).max(1_000_000_000);
export const amount = z.number().min(0).max(1e12);

const check = z.strictObject({ position: count, label: sentence, passed: z.boolean(), detail: sentence });

const rubric = z.strictObject({
  score: z.number().min(0).max(1),
  passed: z.boolean(),
  confidence: z.number().min(0).max(100),
  items: z.array(z.strictObject({ id: word, met: z.boolean() })).max(100),
  reasons: z.string().max(10_000),
});

/** One attempt as a report holds it; the type is {@link Attempt}. */
export const reportedAttempt = z.strictObject({
  taskId,
  side: z.enum(SIDES),
  number: count,
  outcome: z.enum(['pass', 'fail', 'unmeasured']),
  reason: sentence,
  checks: z.array(check).max(200),
  rubric: rubric.nullable(),
  output: answer,
  toolCalls: z.array(z.strictObject({ name: word, argumentsJson: answer, fault: sentence.nullable() })).max(500),
  turns: count,
  latencyMs: amount.nullable(),
  promptTokens: count.nullable(),
  completionTokens: count.nullable(),
  costUsd: amount.nullable(),
  calls: count,
}) satisfies z.ZodType<Attempt>;
