import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonList, isJsonObject, memberOf } from '#lib/kubernetes/values/json.ts';

/** What each `fractional` of a rule shares users out by, where it says so itself. */
export function bucketingIn(rule: Json): Json[] {
  if (isJsonList(rule)) return rule.flatMap(bucketingIn);
  if (!isJsonObject(rule)) return [];
  return Object.entries(rule).flatMap(([operator, operands]) => {
    const by = operator === 'fractional' && isJsonList(operands) ? (operands[0] ?? null) : null;
    return [...(by === null || isJsonList(by) ? [] : [by]), ...bucketingIn(operands)];
  });
}

/** The attribute that `{"var": …}` reads; flagd's own ($flagd) cannot be given. */
export function attributeIn(operand: Json): string | null {
  if (!isJsonObject(operand)) return null;
  const named = memberOf(operand, 'var');
  const path = isJsonList(named) ? named[0] : named;
  return typeof path === 'string' && path !== '' && !path.startsWith('$flagd') ? path : null;
}

/** All attributes that an expression reads. */
export function attributesIn(expression: Json): string[] {
  const own = attributeIn(expression);
  if (own !== null) return [own];
  if (isJsonList(expression)) return expression.flatMap(attributesIn);
  return isJsonObject(expression) ? Object.values(expression).flatMap(attributesIn) : [];
}

/**
 * Whether users are shared out alike by flagd and by its library. Where an attribute is missing or no text, flagd falls
 * back on the targeting key and the library on the default.
 */
export function bucketsAlike(bucketing: readonly Json[], context: JsonObject): boolean {
  return bucketing.every((by) => attributesIn(by).every((path) => typeof valueAt(context, path) === 'string'));
}

function valueAt(context: JsonObject, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, step) => memberOf(value, step), context);
}
