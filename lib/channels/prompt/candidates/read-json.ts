import { nestsTooDeep } from '#lib/platform/canonical-json.ts';

/** What a text says as JSON; undefined where it is none, or nests so deep that nobody should walk it. */
export function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return nestsTooDeep(text) ? undefined : value;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
