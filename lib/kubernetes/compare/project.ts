import { ANY_NODE, type ListNode, type SchemaNode } from '../schema/node.ts';
import type { Json, JsonObject } from '../types.ts';
import { isJsonList, isJsonObject, memberOf } from '../values/json.ts';
import { itemsById } from './list-items.ts';
import type { Path, Step } from './path.ts';
import type { Touch } from './touch.ts';

interface Where {
  path: Path | null;
  node: SchemaNode | null;
}

/**
 * The live value as far as it counts: where nothing was found it is git's, in git's spelling; where something was found
 * it is the cluster's; what only the cluster has is left out unless it was found. Undefined: nothing is left.
 */
export function project(
  expected: Json | undefined,
  live: Json | undefined,
  where: Where,
  touch: Touch,
): Json | undefined {
  if (where.path !== null && touch.covers(where.path))
    return isKeyed(where) ? live : (touch.liveAt(where.path) ?? live);
  if (!touch.isAtOrBelow(where.path)) return expected;
  const either = expected ?? live;
  if (isJsonObject(either)) return projectMembers(asObject(expected), asObject(live), where, touch);
  if (!isJsonList(either)) return live;
  const [asked, found] = [asList(expected), asList(live)];
  const { node } = where;
  if (node?.kind === 'list' && node.listType !== 'atomic') return projectItems(asked, found, node, where, touch);
  const within = node?.kind === 'list' ? node.items() : ANY_NODE;
  const length = Math.max(asked.length, found.length);
  return Array.from({ length }, (_, index) => index).flatMap((index) => {
    const place = { path: below(where, { index }), node: within };
    return project(asked[index], found[index], place, touch) ?? [];
  });
}

/** Of a keyed list a finding shows the order of the keys only. */
function isKeyed({ node }: Where): boolean {
  return node?.kind === 'list' && node.listType !== 'atomic';
}

function projectMembers(expected: JsonObject, live: JsonObject, where: Where, touch: Touch): JsonObject {
  const names = new Set([...Object.keys(expected), ...Object.keys(live)]);
  const members = [...names].flatMap((field): [string, Json][] => {
    const place = { path: below(where, { field }), node: memberNode(where.node, field) };
    const value = project(memberOf(expected, field), memberOf(live, field), place, touch);
    return value === undefined ? [] : [[field, value]];
  });
  return Object.fromEntries(members);
}

function projectItems(
  expected: readonly Json[],
  live: readonly Json[],
  node: ListNode,
  where: Where,
  touch: Touch,
): Json {
  const [asked, found] = [itemsById(expected, node), itemsById(live, node)];
  const ids = new Set([...asked.keys(), ...found.keys()]);
  return [...ids].flatMap((id) => {
    const step = (asked.get(id) ?? found.get(id))?.step;
    if (step === undefined) return [];
    const place = { path: below(where, step), node: node.items() };
    return project(asked.get(id)?.value, found.get(id)?.value, place, touch) ?? [];
  });
}

function below({ path }: Where, step: Step): Path {
  return { parent: path, step };
}

function memberNode(node: SchemaNode | null, field: string): SchemaNode {
  if (node?.kind === 'struct') return node.field(field);
  return node?.kind === 'map' ? node.values() : ANY_NODE;
}

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function asList(value: Json | undefined): readonly Json[] {
  return isJsonList(value) ? value : [];
}
