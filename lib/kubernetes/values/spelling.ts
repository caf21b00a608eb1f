import { stableJson } from '#lib/platform/stable-json.ts';
import type { SchemaNode } from '../schema/node.ts';
import type { Json } from '../types.ts';
import { quantityInNanos } from './quantity.ts';

/** One spelling for all equal scalars of a type: `1000m` and 1 of a quantity, 80 and `80` of an int-or-string. */
export function oneSpelling(value: Json, node: SchemaNode): Json {
  switch (node.kind) {
    case 'quantity':
      return quantityInNanos(value)?.toString() ?? value;
    case 'int-or-string':
      return typeof value === 'number' ? String(value) : value;
    case 'bytes':
      return typeof value === 'string' ? Buffer.from(value, 'base64').toString('base64') : value;
    default:
      return value;
  }
}

/** Whether two values of a type mean the same; objects and lists only when they are equal member by member. */
export function isSameValue(one: Json, other: Json, node: SchemaNode): boolean {
  if (one === other) return true;
  const [left, right] = [oneSpelling(one, node), oneSpelling(other, node)];
  return left === right || (typeof left === 'object' && stableJson(left) === stableJson(right));
}
