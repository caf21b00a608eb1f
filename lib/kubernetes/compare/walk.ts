import { isDefault } from '../defaults/is-default.ts';
import type { DefaultTable } from '../defaults/table.ts';
import type { ListNode } from '../schema/node.ts';
import type { Json, JsonObject } from '../types.ts';
import { isSameAsAbsent, isZero } from '../values/absence.ts';
import { isJsonList, isJsonObject, memberOf } from '../values/json.ts';
import { isSameValue } from '../values/spelling.ts';
import {
  type Context,
  type Difference,
  fieldPlace,
  isGitops,
  isWithinWhole,
  itemPlace,
  latestOf,
  type Place,
  standingOf,
  typeOf,
  writersAt,
} from './context.ts';
import { isCipherText } from './encrypted.ts';
import { itemsById, type ListItem } from './list-items.ts';
import type { FieldWriter } from './types.ts';
import { unaskedIn } from './unasked.ts';

/** What a walk found. */
export interface Walked {
  differences: Difference[];
  record: {
    /** A field of git is in the cluster as asked: whoever applied it should still own it. */
    hasUntouched: boolean;
    /** Such a field has no owner at all, and is no default either. */
    hasUnowned: boolean;
  };
}

/** Walks git's object beside the live one, place by place. */
export function walk(expected: Json, live: Json, place: Place, context: Context): Walked {
  const walked: Walked = { differences: [], record: { hasUntouched: false, hasUnowned: false } };
  compareValues(expected, live, place, { ...context, ...walked });
  return walked;
}

type Walking = Context & Walked;

function compareValues(expected: Json, live: Json, place: Place, walking: Walking): void {
  if (isJsonObject(expected) && isJsonObject(live)) compareMembers(expected, live, place, walking);
  else if (!isJsonList(expected) || !isJsonList(live)) compareLeaves(expected, live, place, walking);
  else if (place.node.kind === 'list' && place.node.listType !== 'atomic') {
    compareItems(expected, live, place.node, place, walking);
  } else compareWholeLists(expected, live, place, walking);
}

function compareMembers(expected: JsonObject, live: JsonObject, place: Place, walking: Walking): void {
  for (const [name, value] of Object.entries(expected)) {
    if (value === null || isAsAsked(value, memberOf(live, name), name, place, walking)) continue;
    compareSides(value, memberOf(live, name) ?? null, fieldPlace(place, name, live, expected), walking);
  }
  for (const [name, value] of Object.entries(live)) {
    if (value !== null && (memberOf(expected, name) ?? null) === null) {
      walking.differences.push(...unaskedIn(value, fieldPlace(place, name, live, expected), walking));
    }
  }
}

/**
 * Whether a scalar of an object is to the letter what git asks, and is owned, as nearly all are: `compareSides` would find
 * and note the same. Zeros, which the server may drop, and values that may be encrypted are left to it.
 */
function isAsAsked(value: Json, live: Json | undefined, field: string, place: Place, walking: Walking): boolean {
  if (typeof value === 'object' || value !== live || isZero(value) || walking.isEncrypted) return false;
  if (isWithinWhole(place)) return true;
  if (!place.owners.hasField(field)) return false;
  walking.record.hasUntouched = true;
  return true;
}

/** Compares what git has at a place with what the cluster has there, if anything. */
function compareSides(expected: Json, live: Json, place: Place, walking: Walking): void {
  const isLiveAbsent = live === null || (isJsonList(live) && live.length === 0);
  if (isSameAsAbsent(expected, place.node) && !isJsonObject(live)) {
    walking.differences.push(...(isLiveAbsent ? [] : unaskedIn(live, place, walking)));
  } else if (isLiveAbsent) {
    compareWithNothing(expected, place, walking);
  } else {
    compareValues(expected, live, place, walking);
  }
}

/** What git has and the cluster has not: each key or item for itself where others may own their neighbours. */
function compareWithNothing(expected: Json, place: Place, walking: Walking): void {
  const { node } = place;
  if (isExplainedAbsence(expected, place, walking)) return;
  if (isJsonObject(expected) && node.kind === 'map' && !node.isAtomic) {
    compareMembers(expected, {}, place, walking);
  } else if (isJsonList(expected) && node.kind === 'list' && node.listType !== 'atomic') {
    compareItems(expected, [], node, place, walking);
  } else {
    walking.differences.push({ kind: 'missing', path: place.path, expected, writer: whoLeftOut(place, walking) });
  }
}

/** Who wrote the whole that a place is part of without it; nobody is on record for a field that went by itself. */
function whoLeftOut(place: Place, walking: Walking): FieldWriter | null {
  const writers = place.wholeOwners ?? [];
  return latestOf(writers.filter((writer) => standingOf(writer, place, walking) === 'foreign'));
}

/**
 * Whether the server itself dropped what git has: empty values, and zeros of its own types. Where the table does not
 * know a field, a zero that was dropped is told from one that somebody removed by its owner: only the former keeps it.
 */
function isExplainedAbsence(expected: Json, place: Place, { gitopsManager, isRecordLost, defaults }: Context): boolean {
  if (isSameAsAbsent(expected, place.node)) return true;
  if (!isZero(expected)) return false;
  const isKept = keepsZero(place, defaults);
  if (isKept !== null) return !isKept;
  if (gitopsManager === null || isRecordLost || place.wholeOwners !== null) return true;
  return place.owners.here.some((writer) => isGitops(writer, gitopsManager));
}

/** Whether the server keeps a zero at a place; null where that is not known. Maps and custom resources keep all. */
function keepsZero({ parentType, field }: Place, { keepsZero: known }: DefaultTable): boolean | null {
  const type = parentType ?? '';
  const isOfServer = /^io\.k8s\.(.*\.)?v\d\w*\.\w+$/.test(type);
  if (!isOfServer) return true;
  return memberOf(memberOf(known, type), field) === undefined ? null : memberOf(memberOf(known, type), field) === true;
}

type List = readonly Json[];

function compareItems(expected: List, live: List, node: ListNode, place: Place, walking: Walking): void {
  const liveItems = itemsById(live, node);
  const expectedItems = itemsById(expected, node);
  for (const [id, { value, step }] of expectedItems) {
    compareSides(value, liveItems.get(id)?.value ?? null, itemPlace(place, step), walking);
  }
  for (const [id, { value, step }] of liveItems) {
    if (!expectedItems.has(id)) walking.differences.push(...unaskedIn(value, itemPlace(place, step), walking));
  }
  if (ORDERED_LISTS.includes(typeOf(place))) compareOrder(expectedItems, liveItems, place, walking);
}

/** Keyed lists whose items take effect one after the other. */
const ORDERED_LISTS = ['io.k8s.api.core.v1.PodSpec.initContainers'];

/** Items that both sides have must follow each other as in git; others may stand between them. */
function compareOrder(expected: Items, live: Items, place: Place, walking: Walking): void {
  const inGit = [...expected.keys()].filter((id) => live.has(id));
  const inCluster = [...live.keys()].filter((id) => expected.has(id));
  if (inGit.join() === inCluster.join()) return;
  const keysOf = (ids: readonly string[]) => ids.map((id) => keysIn(expected.get(id)));
  const sides = { expected: keysOf(inGit), live: keysOf(inCluster) };
  walking.differences.push({ kind: 'modified', path: place.path, ...sides, writer: null });
}

type Items = ReadonlyMap<string, ListItem>;

function keysIn(item: ListItem | undefined): JsonObject {
  return item !== undefined && 'keys' in item.step ? item.step.keys : {};
}

/** A list with one owner: its items are compared by position, unless they are scalars or of another number. */
function compareWholeLists(expected: List, found: List, place: Place, walking: Walking): void {
  const live = withoutAppended(found, expected.length, place, walking);
  const isComparedByItem = expected.length === live.length && expected.every(isJsonObject) && live.every(isJsonObject);
  if (!isComparedByItem) {
    compareLeaves(expected, spelledAsInGit(expected, live, place, walking), place, walking);
    return;
  }
  const before = walking.differences.length;
  expected.forEach((item, index) => {
    compareValues(item, live[index] ?? null, itemPlace(place, { index }), walking);
  });
  if (walking.differences.length === before) noteRecord(place, live, walking);
}

/** A list with git's own items where both begin or end alike: what the server filled in there is no difference. */
function spelledAsInGit(expected: List, live: List, place: Place, walking: Walking): List {
  const isAlike = (asked: Json, found: Json, index: number) =>
    isJsonObject(asked) &&
    isJsonObject(found) &&
    walk(asked, found, itemPlace(place, { index }), walking).differences.length === 0;
  const end = (list: List, back: number) => list.at(-1 - back) ?? null;
  const shorter = Math.min(expected.length, live.length);
  let head = 0;
  while (head < shorter && isAlike(expected[head] ?? null, live[head] ?? null, head)) head += 1;
  let tail = 0;
  while (tail < shorter - head && isAlike(end(expected, tail), end(live, tail), live.length - 1 - tail)) tail += 1;
  return [
    ...expected.slice(0, head),
    ...live.slice(head, live.length - tail),
    ...expected.slice(expected.length - tail),
  ];
}

/** A list without the items that the server puts behind those it is given, such as tolerations of pods. */
function withoutAppended(live: List, length: number, place: Place, { live: root, defaults }: Walking): List {
  const appended = live.slice(length);
  const isServers = appended.length > 0 && isDefault(appended, { ...place, root, isOwned: true }, defaults);
  return isServers ? live.slice(0, length) : live;
}

function compareLeaves(expected: Json, live: Json, place: Place, walking: Walking): void {
  if (walking.isEncrypted && isCipherText(expected)) return;
  const isDroppedZero = isZero(expected) && keepsZero(place, walking.defaults) === false;
  if (isDroppedZero && isDefault(live, { ...place, root: walking.live, isOwned: true }, walking.defaults)) return;
  if (isSameValue(expected, live, place.node)) {
    noteRecord(place, live, walking);
    return;
  }
  const writers = writersAt(place);
  const standings = writers.map((writer) => standingOf(writer, place, walking));
  if (standings.includes('trusted')) return;
  const foreign = writers.filter((_, index) => standings[index] === 'foreign');
  const unrecorded = writers.length === 0 ? walking.otherVersions : writers;
  const writer = latestOf(foreign.length > 0 ? foreign : unrecorded);
  walking.differences.push({ kind: 'modified', path: place.path, expected, live, writer });
}

function noteRecord(place: Place, live: Json, { record, live: root, defaults }: Walking): void {
  if (place.wholeOwners !== null) return;
  record.hasUntouched = true;
  if (record.hasUnowned || !place.owners.isEmpty) return;
  record.hasUnowned = !isDefault(live, { ...place, root, isOwned: false }, defaults);
}
