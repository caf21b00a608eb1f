import { stableJson } from '#lib/platform/stable-json.ts';
import type { ListNode } from '../schema/node.ts';
import type { Json, JsonObject } from '../types.ts';
import { memberOf } from '../values/json.ts';
import type { Step } from './path.ts';

/** An item of a list whose items are told apart by keys or by value. */
export interface ListItem {
  value: Json;
  step: Step;
}

/** The items of a set or of a keyed list by what tells them apart; items that nothing tells apart are numbered. */
export function itemsById(list: readonly Json[], node: ListNode): Map<string, ListItem> {
  const items = new Map<string, ListItem>();
  const copies = new Map<string, number>();
  for (const value of list) {
    const keys = node.listType === 'map' ? keysOf(value, node) : null;
    const id = stableJson(keys ?? value);
    const copy = copies.get(id) ?? 0;
    copies.set(id, copy + 1);
    items.set(`${copy} ${id}`, { value, step: keys === null ? { value } : { keys, copy } });
  }
  return items;
}

/** The keys of an item as the server records them: filled in where the item leaves one out that has a default. */
function keysOf(item: Json, node: ListNode): JsonObject {
  const keys = node.keys().map(({ name, defaultValue }) => [name, memberOf(item, name) ?? defaultValue] as const);
  return Object.fromEntries(keys.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
