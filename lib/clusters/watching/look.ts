import { subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import type { SchemaNode } from '#lib/kubernetes/schema/node.ts';
import type { KubeObject, NotCompared, ObjectRef, ResourceType } from '#lib/kubernetes/types.ts';
import { foundIn, isUnsettled, seen } from '../live/compare-kind.ts';
import { comparedExtra, compareOne, extrasAmong } from '../live/compare-one.ts';
import { compareTried } from '../live/compare-tried.ts';
import type { DryRuns } from '../live/dry-runs.ts';
import type { ScaleTargets } from '../live/scale-targets.ts';
import { unpack } from '../memory/pack.ts';
import type { ClusterMemory, KindMemory, KnownList, KnownObject } from '../memory/types.ts';
import type { ComparedObject } from '../types.ts';

/** Something to be remembered once it is recorded. */
type Change =
  | { kind: KindMemory; place: string; known: KnownObject; again: boolean }
  | { kind: KindMemory; place: string; extra: string | null }
  | { list: KnownList; resourceVersion: string | null; notCompared: NotCompared[] };

/** What a look at a part of a cluster saw. Nothing of it is remembered before it is recorded. */
export interface Look {
  compared: ComparedObject[];
  /** What git lacks and the cluster has no more. */
  gone: ObjectRef[];
  /** Something differs that did not before, or no more. */
  isNews: boolean;
  changes: Change[];
  /** Lists that the cluster did not give. */
  failed: Set<KnownList>;
}

export function emptyLook(): Look {
  return { compared: [], gone: [], isNews: false, changes: [], failed: new Set() };
}

/** What is known of the cluster while a part of it is looked at. */
export interface LookFacts {
  memory: ClusterMemory;
  scaled: ScaleTargets;
  /** Null: the cluster is only read. */
  dryRuns: DryRuns | null;
  signal: AbortSignal;
}

/** Adds what one object is now; `live` null: it is not there. @throws only the signal's reason. */
export async function lookAtObject(
  look: Look,
  kind: KindMemory,
  place: string,
  live: KubeObject | null,
  facts: LookFacts,
): Promise<void> {
  const known = kind.objects.get(place);
  if (known === undefined) lookAtUnasked(look, kind, place, live, facts);
  else if (kind.schema !== null) {
    const result = await compareNow(kind.type, kind.schema, known, live, facts);
    const found = foundIn(result);
    look.compared.push(result);
    look.isNews ||= found.findings !== known.findings || found.driftHash !== known.driftHash;
    look.changes.push({ kind, place, known: { ...known, ...seen(live), ...found }, again: isUnsettled(result) });
  }
}

async function compareNow(
  type: ResourceType,
  schema: SchemaNode,
  { git, uid }: KnownObject,
  live: KubeObject | null,
  { memory: { isStrict }, scaled, dryRuns, signal }: LookFacts,
): Promise<ComparedObject> {
  const facts = { schema, scaled, isStrict };
  if (dryRuns === null) return compareOne(unpack(git), live, facts, uid);
  return compareTried(unpack(git), live, { ...facts, type, dryRuns, signal }, uid);
}

function lookAtUnasked(
  look: Look,
  kind: KindMemory,
  place: string,
  live: KubeObject | null,
  { memory: { otherOwners } }: LookFacts,
): void {
  const { objects, extrasIn, extras } = kind;
  const [extra] = live === null ? [] : extrasAmong([live], { expected: objects, extrasIn, otherOwners });
  if (extra !== undefined && live !== null) {
    const hash = extra.liveHash ?? '';
    // What somebody writes all the time is no news each time; what is made anew in its place is.
    if (extras.get(place) === hash) return;
    look.compared.push(comparedExtra(extra, live));
    look.isNews = true;
    look.changes.push({ kind, place, extra: hash });
  } else if (extras.has(place)) {
    look.gone.push(refAt(kind, place));
    look.isNews = true;
    look.changes.push({ kind, place, extra: null });
  }
}

/** Adds that the cluster serves a kind no more, so that none of its objects is looked at. */
export function tellGone(look: Look, { type, lists }: KindMemory, told: NotCompared): void {
  for (const list of lists) {
    const notCompared = [{ ...told, subject: subjectOf(type, list.namespace) }];
    look.changes.push({ list, resourceVersion: list.resourceVersion, notCompared });
  }
  look.isNews = true;
}

/** Whether anything that happens to the object at a place may matter. */
export function isOfInterest({ objects, extras, extrasIn }: KindMemory, place: string): boolean {
  return objects.has(place) || extras.has(place) || extrasIn.has(place.slice(0, place.indexOf('/')));
}

/** Remembers what was seen. */
export function remember({ changes }: Look): void {
  for (const change of changes) {
    if ('known' in change) {
      change.kind.objects.set(change.place, change.known);
      change.kind.again.delete(change.place);
      if (change.again) change.kind.again.add(change.place);
    } else if ('list' in change) {
      change.list.resourceVersion = change.resourceVersion;
      change.list.notCompared = change.notCompared;
    } else if (change.extra === null) change.kind.extras.delete(change.place);
    else change.kind.extras.set(change.place, change.extra);
  }
}

function refAt({ type: { group, kind } }: KindMemory, place: string): ObjectRef {
  const slash = place.indexOf('/');
  return { group, kind, namespace: slash === 0 ? null : place.slice(0, slash), name: place.slice(slash + 1) };
}
