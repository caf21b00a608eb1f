import { sha256 } from '#lib/platform/crypto.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import type { SchemaNode } from '../schema/node.ts';
import type { Json, JsonObject, ObjectRef } from '../types.ts';
import { isJsonObject } from '../values/json.ts';
import { canonical } from './canonical.ts';
import type { Finding, ObjectComparison } from './types.ts';

/**
 * SHA-256, hex, of what git asks of an object. Values that must not be shown count by their keys only: a hash of a
 * weak secret can be guessed.
 */
export function expectedHashOf(ref: ObjectRef, part: JsonObject, schema: SchemaNode, hides: Hides): string {
  const shown = hides === null ? part : withValuesHidden(part, hides);
  return sha256(stableJson({ ref, part: canonical(shown, schema) }));
}

/** What of an object is hidden: the data of a secret, or all values that git has encrypted. */
export type Hides = 'secret' | 'encrypted' | null;

/**
 * SHA-256, hex, of the cluster's side: git's form with every finding laid over it. Without findings both sides are
 * one, whatever else the cluster holds.
 */
export function liveHashOf(expectedHash: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return expectedHash;
  const laidOver = findings.map(({ kind, path, live }) => ({ kind, path, live }));
  return sha256(stableJson({ expectedHash, laidOver }));
}

/** One hash for many objects, such as those of a namespace or of a cluster; their order does not matter. */
export function aggregateHashes(comparisons: readonly ObjectComparison[]): { expected: string; live: string } {
  const hashOf = (side: 'expectedHash' | 'liveHash'): string => {
    const lines = comparisons.flatMap(({ ref: { group, kind, namespace, name }, [side]: hash }) =>
      hash === null ? [] : [JSON.stringify([group, kind, namespace, name, hash])],
    );
    return sha256(lines.toSorted().join('\n'));
  };
  const expected = hashOf('expectedHash');
  const isSame = comparisons.every(({ expectedHash, liveHash }) => expectedHash === liveHash);
  return { expected, live: isSame ? expected : hashOf('liveHash') };
}

function withValuesHidden(part: JsonObject, hides: Hides): JsonObject {
  const hidden = (value: Json): Json =>
    isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hidden(inner)]))
      : 'hidden';
  const members = Object.entries(part).map(([name, value]): [string, Json] => [
    name,
    isHiddenMember(name, hides) ? hidden(value) : value,
  ]);
  return Object.fromEntries(members);
}

/** Whether values below a member of an object are hidden. */
export function isHiddenMember(name: string, hides: Hides): boolean {
  if (hides === 'encrypted') return name !== 'metadata';
  return hides === 'secret' && name === 'data';
}
