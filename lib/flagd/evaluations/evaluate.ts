import { FlagdCore } from '@openfeature/flagd-core';
import { z } from 'zod';
import type { JsonObject } from '#lib/kubernetes/types.ts';
import type { GitFlag } from '../types.ts';
import { bucketingIn, bucketsAlike } from './bucketing.ts';
import type { EvaluatedContext, FlagOutcome, FlagResult } from './types.ts';

const SILENT = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

const answerShape = z.object({
  reason: z.string(),
  variant: z.string().nullish(),
  value: z.json().optional(),
});

/** Evaluates flags in this process, by flagd's own library and without turning rules into code. */
export function evaluateFlags(flags: readonly GitFlag[], contexts: readonly JsonObject[]): EvaluatedContext[] {
  const evaluators = flags.map((flag) => ({ flag, evaluate: evaluatorOf(flag) }));
  return contexts.map((context) => ({
    context,
    outcomes: evaluators.map(
      ({ flag: { ref, definition }, evaluate }): FlagOutcome => ({
        ref,
        result: evaluate(context),
        metadata: definition.metadata,
      }),
    ),
  }));
}

function evaluatorOf({ ref, definition }: GitFlag): (context: JsonObject) => FlagResult {
  if (definition.state === 'DISABLED') return () => ({ kind: 'disabled' });
  const { targeting, defaultVariant, ...rest } = definition;
  const written = {
    ...rest,
    ...(targeting !== null && { targeting }),
    ...(defaultVariant !== null && { defaultVariant }),
  };
  const core = new FlagdCore(undefined, SILENT, { disableDynamicCodeGeneration: true });
  try {
    core.setConfigurations(JSON.stringify({ flags: { [ref.key]: written } }));
  } catch {
    return () => ({ kind: 'error' });
  }
  const bucketing = bucketingIn(targeting);
  return (context) => {
    if (!bucketsAlike(bucketing, context)) return { kind: 'error' };
    return resultOf(core.getFlag(ref.key)?.evaluate(JSON.parse(JSON.stringify(context))));
  };
}

function resultOf(answer: unknown): FlagResult {
  const parsed = answerShape.safeParse(answer);
  if (!parsed.success || parsed.data.reason === 'ERROR') return { kind: 'error' };
  return { kind: 'value', variant: parsed.data.variant ?? null, value: parsed.data.value ?? null };
}
