import type { SchemaNode } from '../schema/node.ts';
import type { Json } from '../types.ts';
import { isJsonList, isJsonObject } from '../values/json.ts';

/** Whether leaving a value out means the same: null, an empty list or map, or a type that the server always writes out. */
export function isSameAsAbsent(value: Json, node: SchemaNode): boolean {
  if (value === null) return true;
  if (isJsonList(value)) return value.length === 0;
  if (!isJsonObject(value)) return false;
  if (node.kind === 'map') return Object.values(value).every((member) => member === null);
  if (node.kind !== 'struct' || !isJsonObject(node.defaultValue)) return false;
  return Object.entries(value).every(([name, member]) => isSameAsAbsent(member, node.field(name)));
}

/** Whether Go leaves the value out when it writes JSON (`omitempty`). */
export function isZero(value: Json): boolean {
  return value === '' || value === 0 || value === false;
}
