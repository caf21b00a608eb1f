import type { Json, JsonObject } from '../types.ts';

/** Whether JSON is an object: neither a list nor a scalar nor null. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether JSON is a list (`Array.isArray` does not narrow readonly lists). */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A member of an object by its own key; undefined for anything else, inherited names included. */
export function memberOf(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A member that is an object; empty where it is anything else. */
export function objectIn(value: Json | undefined, key: string): JsonObject {
  const member = memberOf(value, key);
  return isJsonObject(member) ? member : {};
}

/** A member that is a list; empty where it is anything else. */
export function listIn(value: Json | undefined, key: string): readonly Json[] {
  const member = memberOf(value, key);
  return isJsonList(member) ? member : [];
}

/** A member that is a string; null where it is anything else. */
export function stringIn(value: Json | undefined, key: string): string | null {
  const member = memberOf(value, key);
  return typeof member === 'string' ? member : null;
}
