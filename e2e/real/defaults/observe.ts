import { itemsById } from '#lib/kubernetes/compare/list-items.ts';
import { COMPUTED_DEFAULTS } from '#lib/kubernetes/defaults/computed.ts';
import type { SchemaNode } from '#lib/kubernetes/schema/node.ts';
import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isSameAsAbsent } from '#lib/kubernetes/values/absence.ts';
import { isJsonList, isJsonObject, memberOf } from '#lib/kubernetes/values/json.ts';
import { isSameValue } from '#lib/kubernetes/values/spelling.ts';

/** One object of a type that the server gave back, and which of its fields it filled in. */
export interface Instance {
  type: string;
  /** Kind of the whole object. */
  kind: string;
  /** Where, the same for objects made from the same sample. */
  place: string;
  live: JsonObject;
  given: ReadonlySet<string>;
  filled: ReadonlyMap<string, Json>;
}

interface Spot {
  type: string;
  kind: string;
  place: string;
  root: JsonObject;
  around: JsonObject;
}

/** Every object of a type within what the server made of a sample. */
export function observe(given: Json, live: Json, node: SchemaNode, spot: Spot): Instance[] {
  if (isJsonList(live)) return observeItems(given, live, node, spot);
  if (!isJsonObject(live) || (node.kind !== 'struct' && node.kind !== 'map')) return [];
  const givenMembers = isJsonObject(given) ? given : {};
  const filled = new Map<string, Json>();
  const inner: Instance[] = [];
  for (const [field, value] of Object.entries(live)) {
    const fieldNode = node.kind === 'struct' ? node.field(field) : node.values();
    const wasGiven = (memberOf(givenMembers, field) ?? null) !== null;
    if (!wasGiven && isKnown(value, field, fieldNode, live, spot)) continue;
    const hasParts = isJsonObject(value) && (fieldNode.kind === 'struct' || fieldNode.kind === 'map');
    if (!wasGiven && !isWrittenAlways(fieldNode)) filled.set(field, hasParts ? {} : value);
    const type = fieldNode.typeName ?? `${spot.type}.${field}`;
    const innerSpot = { ...spot, type, place: `${spot.place}.${field}`, around: live };
    if (wasGiven || hasParts) inner.push(...observe(memberOf(givenMembers, field) ?? {}, value, fieldNode, innerSpot));
  }
  const { type, kind, place } = spot;
  return [{ type, kind, place, live, given: new Set(Object.keys(givenMembers)), filled }, ...inner];
}

function observeItems(given: Json, live: readonly Json[], node: SchemaNode, spot: Spot): Instance[] {
  if (node.kind !== 'list' || !isJsonList(given)) return [];
  const items = node.items();
  const itemSpot = { ...spot, type: items.typeName ?? spot.type };
  const pairs: [Json | undefined, Json][] =
    node.listType === 'atomic'
      ? live.map((item, index) => [given[index], item])
      : [...itemsById(live, node)].map(([id, { value }]) => [itemsById(given, node).get(id)?.value, value]);
  return pairs.flatMap(([from, to], index) =>
    from === undefined ? [] : observe(from, to, items, { ...itemSpot, place: `${spot.place}[${index}]` }),
  );
}

/** Objects that the schema itself fills in: only their fields are worth a rule. */
function isWrittenAlways({ defaultValue }: SchemaNode): boolean {
  return isJsonObject(defaultValue);
}

/** Whether the server's own schema, or a computed default, tells the value already. */
function isKnown(value: Json, field: string, node: SchemaNode, siblings: JsonObject, spot: Spot): boolean {
  if (isSameAsAbsent(value, node)) return true;
  if (node.defaultValue !== undefined && isSameValue(value, node.defaultValue, node)) return true;
  const compute = COMPUTED_DEFAULTS[`${spot.type}.${field}`] ?? COMPUTED_DEFAULTS[`${spot.type}.*`];
  const { around, root } = spot;
  return compute?.(value, { node, parentType: spot.type, field, siblings, around, root, isOwned: false }) === true;
}
