import type { Json, JsonObject } from '#lib/kubernetes/types.ts';

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a path of keys; null where there is none. */
export function objectAt(value: unknown, ...path: readonly string[]): JsonObject | null {
  let at: unknown = value;
  for (const key of path) at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return isJsonObject(at) ? at : null;
}

/** The text at a path of keys; null where there is none or it is empty. */
export function textAt(value: unknown, ...path: readonly string[]): string | null {
  const [last = ''] = path.slice(-1);
  const parent = objectAt(value, ...path.slice(0, -1));
  const found = parent !== null && Object.hasOwn(parent, last) ? parent[last] : undefined;
  return typeof found === 'string' && found !== '' ? found : null;
}

/** The list at a path of keys; empty where there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly Json[] {
  const [last = ''] = path.slice(-1);
  const parent = objectAt(value, ...path.slice(0, -1));
  const found: Json | undefined = parent !== null && Object.hasOwn(parent, last) ? parent[last] : undefined;
  return Array.isArray(found) ? found : [];
}

/** The text values of the mapping at a path of keys. */
export function textsAt(value: unknown, ...path: readonly string[]): Record<string, string> {
  const entries = Object.entries(objectAt(value, ...path) ?? {});
  return Object.fromEntries(entries.flatMap(([key, each]) => (typeof each === 'string' ? [[key, each]] : [])));
}
