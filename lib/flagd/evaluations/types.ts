import type { Json, JsonObject, NotCompared } from '#lib/kubernetes/types.ts';
import type { FlagRef } from '../types.ts';

/** What a program gets for a flag. */
export type FlagResult =
  | { kind: 'disabled' }
  /** Its rule fails, or the libraries of flagd do not agree on it: it says nothing. */
  | { kind: 'error' }
  /** `variant` null: the program's own default. */
  | { kind: 'value'; variant: string | null; value: Json };

/** One flag evaluated. */
export interface FlagOutcome {
  ref: FlagRef;
  result: FlagResult;
  metadata: JsonObject;
}

/** All flags evaluated for one context. */
export interface EvaluatedContext {
  context: JsonObject;
  outcomes: FlagOutcome[];
}

/** flagd's evaluations; either all of them or the reason why nothing is known. */
export type LiveEvaluations = { contexts: EvaluatedContext[] } | { notCompared: NotCompared };
