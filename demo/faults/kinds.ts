import { z } from 'zod';

/** Faults the demo gateway can commit. */
export const FAULT_KINDS = [
  'unauthorised',
  'rate_limit',
  'server_error',
  'context_window',
  'content_policy',
  'reset',
  'slow',
  'broken_json',
  'html',
  'truncated',
  'content_filter',
  'empty',
  'huge',
  'fallback',
  'cached',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault to commit on requests of one model; without `count` and `rate` on every one until cleared. */
export const faultRuleSchema = z.strictObject({
  /** `*` is every model. */
  model: z.string().min(1),
  kind: z.enum(FAULT_KINDS),
  /** How many requests it hits at most. */
  count: z.int().positive().optional(),
  /** Chance to hit a request, 0 to 1. */
  rate: z.number().min(0).max(1).default(1),
  /** With `rate_limit`. */
  retryAfterSeconds: z.number().nonnegative().default(1),
  /** With `slow`. */
  delayMs: z.int().nonnegative().default(120_000),
});

export type FaultRule = z.infer<typeof faultRuleSchema>;

/** Splits `demo-steady:rate_limit` into the model and the fault it stands for. */
export function splitFaultSuffix(model: string): { model: string; rule: FaultRule | null } {
  const at = model.lastIndexOf(':');
  const rule = faultRuleSchema.safeParse({ model, kind: model.slice(at + 1) });
  return at > 0 && rule.success ? { model: model.slice(0, at), rule: rule.data } : { model, rule: null };
}
