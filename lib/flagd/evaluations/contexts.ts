import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonList, isJsonObject, objectIn } from '#lib/kubernetes/values/json.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { FLAGD_MAX_CONTEXTS } from '#lib/policy/thresholds.ts';
import type { GitFlag } from '../types.ts';
import { attributeIn, attributesIn, bucketingIn } from './bucketing.ts';

/** Two, since a share of users (`fractional`) is told by the key. */
const TARGETING_KEYS = ['tidemark-1', 'tidemark-2'];

/**
 * Contexts that take the flags' targeting to its branches: nobody in particular, each value that a rule compares an
 * attribute with, and for each flag all of its first values at once. Most rules are reached, not all.
 */
export function contextsOf(flags: readonly GitFlag[]): JsonObject[] {
  const contexts: JsonObject[] = TARGETING_KEYS.map((targetingKey) => ({ targetingKey }));
  for (const { definition } of flags) {
    const pairs = [...pairsIn(definition.targeting), ...sharesIn(definition.targeting)];
    const firsts = new Map(pairs.toReversed().map(({ path, value }) => [path, value]));
    if (firsts.size > 1) contexts.push(contextWith([...firsts].map(([path, value]) => ({ path, value }))));
    for (const pair of pairs) contexts.push(contextWith([pair]));
  }
  const unique = new Map(contexts.map((context) => [stableJson(context), context]));
  return [...unique.values()].slice(0, FLAGD_MAX_CONTEXTS);
}

/** An attribute and a value that it is compared with. */
interface Pair {
  path: string;
  value: Json;
}

function pairsIn(rule: Json): Pair[] {
  if (isJsonList(rule)) return rule.flatMap(pairsIn);
  if (!isJsonObject(rule)) return [];
  return Object.entries(rule).flatMap(([operator, operands]) => {
    if (!isJsonList(operands)) return pairsIn(operands);
    const paths = operands.flatMap((operand) => attributeIn(operand) ?? []);
    const values = (operator === 'in' ? operands.flat(1) : operands).filter(isScalar);
    const own = paths.flatMap((path) => values.flatMap(around).map((value) => ({ path, value })));
    return [...own, ...pairsIn(operands)];
  });
}

/** Users to be shared out by an attribute. */
function sharesIn(rule: Json): Pair[] {
  const paths = bucketingIn(rule).flatMap(attributesIn);
  return paths.flatMap((path) => TARGETING_KEYS.map((value) => ({ path, value })));
}

function isScalar(value: Json): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** A number is compared by size too. */
function around(value: Json): Json[] {
  return typeof value === 'number' ? [value, value - 1, value + 1] : [value];
}

function contextWith(pairs: readonly Pair[]): JsonObject {
  const [targetingKey = ''] = TARGETING_KEYS;
  return pairs.reduce<JsonObject>((context, { path, value }) => setAt(context, path.split('.'), value), {
    targetingKey,
  });
}

function setAt(object: JsonObject, [step = '', ...rest]: readonly string[], value: Json): JsonObject {
  return { ...object, [step]: rest.length === 0 ? value : setAt(objectIn(object, step), rest, value) };
}
