import { isDefault } from '../defaults/is-default.ts';
import type { Json } from '../types.ts';
import { isJsonList, isJsonObject } from '../values/json.ts';
import {
  type Context,
  type Difference,
  fieldPlace,
  itemPlace,
  latestOf,
  type Place,
  standingOf,
  writersAt,
} from './context.ts';
import { itemsById } from './list-items.ts';

/**
 * What a live value that git does not have amounts to: nothing where the server filled it in, where nobody owns it
 * (mutating webhooks) or where a trusted writer does; otherwise foreign or stale fields, each at the outermost place
 * that its writer added.
 */
export function unaskedIn(live: Json, place: Place, context: Context): Difference[] {
  if (isFilledIn(live, place, context)) return [];
  if (wasAddedAsOne(live, place, context)) return judged(live, place, context);
  return partsOf(live, place).flatMap(([part, partPlace]) => unaskedIn(part, partPlace, context));
}

/** Defaults follow the fields beside them: as they are now, or as git had them when it was applied. */
function isFilledIn(live: Json, place: Place, { live: root, defaults }: Context): boolean {
  const now = { ...place, root, isOwned: writersAt(place).length > 0 };
  return isDefault(live, now, defaults) || isDefault(live, { ...now, siblings: place.asked }, defaults);
}

/** Scalars, values owned as a whole, and structs and items whose own place a foreign writer holds. */
function wasAddedAsOne(live: Json, place: Place, context: Context): boolean {
  const { node, wholeOwners, owners } = place;
  const isList = isJsonList(live);
  if (!isList && (!isJsonObject(live) || Object.keys(live).length === 0)) return true;
  // Within a whole, the server's defaults may hide beside what somebody wrote.
  if (wholeOwners !== null) return isList || !partsOf(live, place).some((part) => isFilledIn(...part, context));
  if (isList) return node.kind !== 'list' || node.listType === 'atomic';
  if ('isAtomic' in node && node.isAtomic) return true;
  if (node.kind === 'map' || place.path === null) return false;
  if (context.isStrict && place.parentType === null) return true;
  const isForeign = owners.here.some((writer) => standingOf(writer, place, context) === 'foreign');
  const isItem = place.parentType === null;
  return isForeign && (isItem || owners.here.length === owners.within.length);
}

function partsOf(live: Json, place: Place): [Json, Place][] {
  if (isJsonObject(live)) {
    return Object.entries(live).map(([name, member]) => [member, fieldPlace(place, name, live, {})]);
  }
  if (!isJsonList(live) || place.node.kind !== 'list') return [];
  return [...itemsById(live, place.node).values()].map(({ value, step }) => [value, itemPlace(place, step)]);
}

function judged(live: Json, place: Place, context: Context): Difference[] {
  const writers = writersAt(place);
  const standings = writers.map((writer) => standingOf(writer, place, context));
  const differs = (kind: 'foreign' | 'stale', by: typeof writers): Difference[] => [
    { kind, path: place.path, live, writer: latestOf(by) },
  ];
  const foreign = writers.filter((_, index) => standings[index] === 'foreign');
  if (foreign.length > 0) return context.mayBeAddedTo ? [] : differs('foreign', foreign);
  if (standings.includes('trusted')) return [];
  if (writers.length === 0) {
    return context.isStrict || context.otherVersions.length > 0 ? differs('foreign', context.otherVersions) : [];
  }
  if (place.wholeOwners !== null) return context.isStrict ? differs('foreign', writers) : [];
  return differs('stale', writers);
}
