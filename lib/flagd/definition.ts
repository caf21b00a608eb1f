import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonObject, memberOf, stringIn } from '#lib/kubernetes/values/json.ts';
import type { FlagDefinition, FlagRef } from './types.ts';

/** A flag as files and flagd write it. */
export interface WrittenFlag {
  state: string;
  defaultVariant?: string | null | undefined;
  variants: JsonObject;
  targeting?: Json | undefined;
  metadata?: JsonObject | null | undefined;
}

/**
 * One form of all that flagd takes for the same: no default variant is null or '', no targeting is null or {}, and the
 * metadata of a set holds for each of its flags that does not say otherwise.
 */
export function definitionOf(written: WrittenFlag, setMetadata: JsonObject = {}): FlagDefinition {
  const { state, defaultVariant, variants, targeting, metadata } = written;
  const isUntargeted = targeting === undefined || (isJsonObject(targeting) && Object.keys(targeting).length === 0);
  return {
    state,
    defaultVariant: defaultVariant === undefined || defaultVariant === '' ? null : defaultVariant,
    variants,
    targeting: isUntargeted ? null : targeting,
    metadata: { ...setMetadata, ...metadata },
  };
}

/** Which flag a key with this metadata is; flagd takes the set from there. */
export function refFrom(key: string, metadata: JsonObject): FlagRef {
  return { flagSetId: stringIn(metadata, 'flagSetId') || null, key };
}

/** Text that tells flags apart. */
export function refKey({ flagSetId, key }: FlagRef): string {
  return JSON.stringify([flagSetId, key]);
}

/** A flag as a message names it. */
export function flagName({ flagSetId, key }: FlagRef): string {
  return flagSetId === null ? `flag ${key}` : `flag ${key} of set ${flagSetId}`;
}

/** The name in `{"$ref": name}`; null for anything else. */
export function referenceIn(value: Json): string | null {
  if (!isJsonObject(value) || Object.keys(value).length !== 1) return null;
  const name = memberOf(value, '$ref');
  return typeof name === 'string' ? name : null;
}
