import type { DefaultTable } from '../defaults/table.ts';
import type { SchemaNode } from '../schema/node.ts';
import type { GroupVersionKind, Json, JsonObject } from '../types.ts';
import type { OwnedFields } from './ownership/owned-fields.ts';
import type { Owners } from './ownership/owners.ts';
import { isTrusted, type TrustedWriter } from './ownership/trusted.ts';
import { type Path, pathText, type Step } from './path.ts';
import type { FieldWriter, FindingKind } from './types.ts';

/** What holds for the comparison of a whole object. */
export interface Context {
  kind: GroupVersionKind;
  live: JsonObject;
  defaults: DefaultTable;
  /** Field manager under which git is applied; null where none is known. */
  gitopsManager: string | null;
  trusted: readonly TrustedWriter[];
  /** An autoscaler sets the number of replicas. */
  isScaled: boolean;
  /** Fields without an owner count as foreign: whatever git lacks and the server does not fill in is drift. */
  isStrict: boolean;
  /** The record of owners cannot be believed. */
  isRecordLost: boolean;
  /** Foreign writers whose record names fields of another version: it may speak of fields that here seem to have no owner. */
  otherVersions: readonly FieldWriter[];
  /** Fields of others are welcome beside git's. */
  mayBeAddedTo: boolean;
  /** Values of git that start with `ENC[` are encrypted. */
  isEncrypted: boolean;
}

/** A place of both sides. */
export interface Place {
  path: Path | null;
  node: SchemaNode;
  owners: Owners;
  /** Type of the object that the field belongs to; null for items of lists. */
  parentType: string | null;
  field: string;
  siblings: JsonObject;
  /** Git's object that the field belongs to, or would. */
  asked: JsonObject;
  /** The live object around `siblings`. */
  around: JsonObject;
  /** Within a list or object that is owned as a whole: its owners. */
  wholeOwners: readonly FieldWriter[] | null;
}

/** A difference before it is written out. */
export interface Difference {
  kind: FindingKind;
  path: Path | null;
  expected?: Json;
  live?: Json;
  writer: FieldWriter | null;
  /** As in Finding. */
  isOfDryRun?: true;
}

/** The type of a place, named after its way from the last named type where it has no name itself. */
export function typeOf({ node, parentType, field }: Place): string {
  return node.typeName ?? (parentType === null ? field : `${parentType}.${field}`);
}

/** A field of an object. */
export function fieldPlace(place: Place, field: string, live: JsonObject, asked: JsonObject): Place {
  const step: Step = { field };
  return {
    path: { parent: place.path, step },
    node: memberNode(place.node, field),
    owners: place.owners.at(step),
    parentType: typeOf(place),
    field,
    siblings: live,
    asked,
    around: place.siblings,
    wholeOwners: wholeOwnersIn(place),
  };
}

/** An item of a list. */
export function itemPlace(place: Place, step: Step): Place {
  const { node } = place;
  const owners = place.owners.at(step);
  return {
    path: { parent: place.path, step },
    node: node.kind === 'list' ? node.items() : node,
    owners,
    parentType: null,
    field: typeOf(place),
    siblings: {},
    asked: {},
    around: {},
    wholeOwners: wholeOwnersIn(place) ?? itemOwners(place, owners, step),
  };
}

/** Items are owned as a whole where only their position tells them apart, and where several have the same keys. */
function itemOwners(list: Place, item: Owners, step: Step): readonly FieldWriter[] | null {
  if ('index' in step) return list.owners.within;
  return 'keys' in step && item.hasLeaf ? item.within : null;
}

function memberNode(node: SchemaNode, field: string): SchemaNode {
  if (node.kind === 'struct') return node.field(field);
  return node.kind === 'map' ? node.values() : node;
}

function wholeOwnersIn(place: Place): readonly FieldWriter[] | null {
  if (place.wholeOwners !== null) return place.wholeOwners;
  return isWithinWhole(place) ? place.owners.within : null;
}

/** Whether what is below a place is owned as a whole. */
export function isWithinWhole({ wholeOwners, node }: Place): boolean {
  if (wholeOwners !== null) return true;
  return node.kind === 'list' ? node.listType === 'atomic' : 'isAtomic' in node && node.isAtomic;
}

/** Everybody who owns something at a place or below it. */
export function writersAt({ wholeOwners, owners }: Place): readonly FieldWriter[] {
  return wholeOwners ?? owners.within;
}

/** How a writer stands to a place. */
export function standingOf(writer: FieldWriter, { path }: Place, context: Context): 'gitops' | 'trusted' | 'foreign' {
  if (isGitops(writer, context.gitopsManager)) return 'gitops';
  const text = pathText(path);
  if (context.isScaled && writer.subresource === 'scale' && text === 'spec.replicas') return 'trusted';
  return isTrusted(writer, text, context.kind, context.trusted) ? 'trusted' : 'foreign';
}

/** GitOps controllers apply; an update in their name is somebody else's. */
export function isGitops(writer: FieldWriter, gitopsManager: string | null): boolean {
  return writer.manager === gitopsManager && writer.operation === 'Apply' && writer.subresource === null;
}

/** Foreign writers who recorded more than metadata at another version than the object's. */
export function writersOfOtherVersions(
  entries: readonly OwnedFields[],
  live: JsonObject,
  gitopsManager: string | null,
) {
  const foreign = entries.filter(({ writer, apiVersion, fields }) => {
    const isOther = apiVersion !== live.apiVersion && !isGitops(writer, gitopsManager) && writer.subresource === null;
    return isOther && Object.keys(fields).some((name) => name !== 'f:metadata');
  });
  return foreign.map(({ writer }) => writer);
}

/** The writer of a group who came last; null for nobody. */
export function latestOf(writers: readonly FieldWriter[]): FieldWriter | null {
  const byTime = (one: FieldWriter, other: FieldWriter) => (one.time ?? '').localeCompare(other.time ?? '');
  return writers.toSorted(byTime).at(-1) ?? null;
}
