import type { FlagOutcome } from '#lib/flagd/evaluations/types.ts';
import type { FlagDefinition } from '#lib/flagd/types.ts';
import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import type { FlagDelta, FlagDeltaKind } from './types.ts';

/**
 * How what a flag comes to differs, for one context; null where it does not. What of the definition was changed can
 * only be concluded: the values of one variant, or without targeting the default, else the targeting.
 *
 * @param definition git's; null where git has no such flag
 */
export function deltaOf(
  definition: FlagDefinition | null,
  { context, git, live }: { context: JsonObject; git: FlagOutcome | undefined; live: FlagOutcome | undefined },
): FlagDelta | null {
  const told = (kind: FlagDeltaKind): FlagDelta => ({ kind, git: shown(git), live: shown(live), context });
  if (definition === null || git === undefined) return live === undefined ? null : told('added');
  const isDisabled = git.result.kind === 'disabled';
  // Disabled flags are omitted by flagd before its core 0.16.
  if (live === undefined) return isDisabled ? null : told('removed');
  if (live.result.kind === 'disabled') return isDisabled ? null : told('state');
  if (isDisabled) return told('state');
  if (stableJson(git.result) !== stableJson(live.result)) return told(kindOf(definition, git, live));
  return stableJson(git.metadata) === stableJson(live.metadata) ? null : told('metadata');
}

function kindOf({ targeting }: FlagDefinition, git: FlagOutcome, live: FlagOutcome): FlagDeltaKind {
  if (variantOf(git) === variantOf(live)) return 'variants';
  return targeting === null ? 'defaultVariant' : 'targeting';
}

function variantOf({ result }: FlagOutcome): string | null {
  return result.kind === 'value' ? result.variant : null;
}

function shown(outcome: FlagOutcome | undefined): Json {
  if (outcome === undefined) return null;
  const { result, metadata } = outcome;
  return result.kind === 'value'
    ? { variant: result.variant, value: result.value, metadata }
    : { state: result.kind === 'disabled' ? 'DISABLED' : 'ERROR', metadata };
}
