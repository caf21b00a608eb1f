import { stableJson } from '#lib/platform/stable-json.ts';

/**
 * Whether `given` holds everything that `wanted` names: objects may hold more members at any depth, lists must be of
 * the same length, all else must be equal. Text and numbers are never taken for each other.
 */
export function isPartOf(wanted: unknown, given: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(given) && wanted.length === given.length && wanted.every((each, at) => isPartOf(each, given[at]))
    );
  }
  if (isObject(wanted)) {
    return (
      isObject(given) &&
      Object.keys(wanted).every((key) => Object.hasOwn(given, key) && isPartOf(wanted[key], given[key]))
    );
  }
  return stableJson(wanted) === stableJson(given);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
