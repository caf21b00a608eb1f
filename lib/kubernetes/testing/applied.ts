import { stableJson } from '#lib/platform/stable-json.ts';
import { itemsById } from '../compare/list-items.ts';
import { comparedPart } from '../compare/prepare.ts';
import type { SchemaNode } from '../schema/node.ts';
import type { Json, JsonObject, KubeObject } from '../types.ts';
import { isJsonList, isJsonObject } from '../values/json.ts';

/** Who owns what after server-side apply: a field set of every leaf of an object. */
function fieldsOf(value: Json, node: SchemaNode): JsonObject {
  if (isJsonList(value)) return fieldsOfList(value, node);
  if (!isJsonObject(value) || ('isAtomic' in node && node.isAtomic)) return {};
  const members = Object.entries(value).map(([name, member]): [string, Json] => {
    const inner = node.kind === 'struct' ? node.field(name) : node.kind === 'map' ? node.values() : node;
    return [`f:${name}`, fieldsOf(member, inner)];
  });
  return Object.fromEntries(members);
}

function fieldsOfList(list: readonly Json[], node: SchemaNode): JsonObject {
  if (node.kind !== 'list' || node.listType === 'atomic') return {};
  const items = [...itemsById(list, node).values()].map(({ value, step }): [string, Json] => {
    if ('keys' in step) return [`k:${stableJson(step.keys)}`, { '.': {}, ...fieldsOf(value, node.items()) }];
    return [`v:${JSON.stringify(value)}`, {}];
  });
  return Object.fromEntries(items);
}

/** An entry of `managedFields`. */
export function entryOf(
  manager: string,
  operation: 'Apply' | 'Update',
  fieldsV1: JsonObject,
  apiVersion: string,
): JsonObject {
  return { manager, operation, apiVersion, time: '2026-01-01T00:00:00Z', fieldsType: 'FieldsV1', fieldsV1 };
}

/** What a cluster holds after git's object was applied server-side, and then changed by others. */
export function applied(
  object: KubeObject,
  schema: SchemaNode,
  manager: string,
  others: readonly JsonObject[] = [],
): KubeObject {
  const own = entryOf(manager, 'Apply', fieldsOf(comparedPart(object), schema), object.apiVersion);
  const server = { uid: 'u1', resourceVersion: '7', creationTimestamp: '2026-01-01T00:00:00Z' };
  return { ...object, metadata: { ...object.metadata, ...server, managedFields: [own, ...others] } };
}
