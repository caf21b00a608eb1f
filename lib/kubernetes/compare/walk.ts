import { isDefault } from '../defaults/is-default.ts';
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
  itemPlace,
  latestOf,
  type Place,
  standingOf,
  writersAt,
} from './context.ts';
import { isCipherText } from './encrypted.ts';
import { itemsById } from './list-items.ts';
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
    if (value !== null) compareSides(value, memberOf(live, name) ?? null, fieldPlace(place, name, live), walking);
  }
  for (const [name, value] of Object.entries(live)) {
    if (value !== null && (memberOf(expected, name) ?? null) === null) {
      walking.differences.push(...unaskedIn(value, fieldPlace(place, name, live), walking));
    }
  }
}

/** Compares what git has at a place with what the cluster has there, if anything. */
function compareSides(expected: Json, live: Json, place: Place, walking: Walking): void {
  const isLiveAbsent = live === null || (isJsonList(live) && live.length === 0);
  if (isSameAsAbsent(expected, place.node) && !isJsonObject(live)) {
    walking.differences.push(...(isLiveAbsent ? [] : unaskedIn(live, place, walking)));
  } else if (isLiveAbsent) {
    if (isExplainedAbsence(expected, place, walking)) return;
    walking.differences.push({ kind: 'missing', path: place.path, expected, writer: null });
  } else {
    compareValues(expected, live, place, walking);
  }
}

/**
 * Whether the server itself dropped what git has: empty values, and zeros of its own Go types. A zero that somebody
 * removed is told from one that was dropped by its owner: only the latter keeps it.
 */
function isExplainedAbsence(expected: Json, place: Place, { gitopsManager, isRecordLost }: Context): boolean {
  if (isSameAsAbsent(expected, place.node)) return true;
  const isDroppedType = place.parentType?.startsWith('io.k8s.') ?? false;
  if (!isZero(expected) || !isDroppedType) return false;
  if (gitopsManager === null || isRecordLost || place.wholeOwners !== null) return true;
  return place.owners.here.some((writer) => isGitops(writer, gitopsManager));
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
}

/** A list with one owner: its items are compared by position, unless they are scalars or of another number. */
function compareWholeLists(expected: List, live: List, place: Place, walking: Walking): void {
  const isComparedByItem = expected.length === live.length && expected.every(isJsonObject) && live.every(isJsonObject);
  if (!isComparedByItem) {
    compareLeaves(expected, live, place, walking);
    return;
  }
  const found = walking.differences.length;
  expected.forEach((item, index) => {
    compareValues(item, live[index] ?? null, itemPlace(place, { index }), walking);
  });
  if (walking.differences.length === found) noteRecord(place, live, walking);
}

function compareLeaves(expected: Json, live: Json, place: Place, walking: Walking): void {
  if (walking.isEncrypted && isCipherText(expected)) return;
  if (isSameValue(expected, live, place.node)) {
    noteRecord(place, live, walking);
    return;
  }
  const writers = writersAt(place);
  const standings = writers.map((writer) => standingOf(writer, place, walking));
  if (standings.includes('trusted')) return;
  const foreign = writers.filter((_, index) => standings[index] === 'foreign');
  const writer = latestOf(foreign.length > 0 ? foreign : writers);
  walking.differences.push({ kind: 'modified', path: place.path, expected, live, writer });
}

function noteRecord(place: Place, live: Json, { record, live: root, defaults }: Walking): void {
  if (place.wholeOwners !== null) return;
  record.hasUntouched = true;
  if (record.hasUnowned || !place.owners.isEmpty) return;
  record.hasUnowned = !isDefault(live, { ...place, root, isOwned: false }, defaults);
}
