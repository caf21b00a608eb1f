import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonList, isJsonObject, memberOf } from '#lib/kubernetes/values/json.ts';
import { referenceIn } from '../definition.ts';

/**
 * Writes shared rules out where a value refers to them, as flagd does when it reads a file. A reference to a rule that
 * there is not stays as it is.
 */
export function withEvaluators(value: Json, evaluators: JsonObject): Json {
  const rule = memberOf(evaluators, referenceIn(value) ?? '');
  if (rule !== undefined) return rule;
  if (isJsonList(value)) return value.map((item) => withEvaluators(item, evaluators));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withEvaluators(member, evaluators)]));
}

/** Shared rules that refer to other shared rules, by name. */
export function nestedEvaluators(evaluators: JsonObject): string[] {
  return Object.keys(evaluators).filter((name) => {
    const rule = memberOf(evaluators, name) ?? null;
    return refersTo(rule, new Set(Object.keys(evaluators)));
  });
}

/** Whether a value refers to one of these shared rules. */
export function refersTo(value: Json, names: ReadonlySet<string>): boolean {
  if (isJsonList(value)) return value.some((item) => refersTo(item, names));
  if (!isJsonObject(value)) return false;
  return names.has(referenceIn(value) ?? '') || Object.values(value).some((member) => refersTo(member, names));
}
