import { stableJson } from '#lib/platform/stable-json.ts';
import type { SchemaNode } from '../schema/node.ts';
import type { Json, JsonObject } from '../types.ts';
import { isSameAsAbsent } from '../values/absence.ts';
import { isJsonList, isJsonObject } from '../values/json.ts';
import { oneSpelling } from '../values/spelling.ts';
import { itemsById } from './list-items.ts';

/** A value in the one form of all that mean the same: spellings made one, what means nothing left out, order only where it counts. */
export function canonical(value: Json, node: SchemaNode): Json {
  if (isJsonList(value)) return canonicalList(value, node);
  return isJsonObject(value) ? canonicalMembers(value, node) : oneSpelling(value, node);
}

function canonicalMembers(value: JsonObject, node: SchemaNode): JsonObject {
  const members: [string, Json][] = [];
  for (const name of Object.keys(value)) {
    const member = value[name] ?? null;
    const inner = node.kind === 'struct' ? node.field(name) : node.kind === 'map' ? node.values() : node;
    if (!isSameAsAbsent(member, inner)) members.push([name, canonical(member, inner)]);
  }
  return Object.fromEntries(members);
}

function canonicalList(list: readonly Json[], node: SchemaNode): Json {
  if (node.kind !== 'list') return list.map((item) => canonical(item, node));
  if (node.listType === 'atomic') return list.map((item) => canonical(item, node.items()));
  const items = [...itemsById(list, node).values()].map(({ value, step }) => {
    const keys = 'keys' in step && isJsonObject(value) ? step.keys : {};
    return canonical(isJsonObject(value) ? { ...value, ...keys } : value, node.items());
  });
  return items.toSorted((one, other) => (stableJson(one) < stableJson(other) ? -1 : 1));
}
