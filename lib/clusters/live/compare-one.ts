import type { ListPage } from '#lib/kubernetes/client/read-page.ts';
import { compareObject } from '#lib/kubernetes/compare/compare-object.ts';
import { findExtras } from '#lib/kubernetes/compare/extras/find-extras.ts';
import { serverSideManager } from '#lib/kubernetes/compare/ownership/server-side-manager.ts';
import { TRUSTED_WRITERS } from '#lib/kubernetes/compare/ownership/trusted.ts';
import { refOf } from '#lib/kubernetes/compare/ref.ts';
import { shownSides } from '#lib/kubernetes/compare/shown-sides.ts';
import { BUILT_IN_DEFAULTS } from '#lib/kubernetes/defaults/built-in.ts';
import type { SchemaNode } from '#lib/kubernetes/schema/node.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { stringIn } from '#lib/kubernetes/values/json.ts';
import { placeOf } from '../place-expected.ts';
import type { ComparedObject, ExpectedObject } from '../types.ts';
import { isOfHelm } from './of-helm.ts';
import type { ScaleTargets } from './scale-targets.ts';

/** What is known about the whole cluster while one object of it is compared. */
export interface CompareFacts {
  schema: SchemaNode;
  scaled: ScaleTargets;
  isStrict: boolean;
  /** What the cluster would make of git's object; null where it was not asked. */
  dryRun?: KubeObject | null;
}

/**
 * @param lastSeenUid Of the live object when it was last compared with the same of git; null the first time.
 * @param expectedHash Of the same of git, by the same schema; null where it is not known.
 */
export function compareOne(
  { object, manager, maybeManager, isEncrypted, ignoredPointers, source, commit, file, contested }: ExpectedObject,
  live: KubeObject | null,
  { schema, scaled, isStrict, dryRun = null }: CompareFacts,
  lastSeenUid: string | null,
  expectedHash: string | null = null,
): ComparedObject {
  // Of two things that git asks for at once, whichever runs is no drift; that neither is there is.
  if (contested !== undefined && live !== null) {
    const nothing = { findings: [], expectedHash: null, liveHash: null, sides: null };
    return { ref: refOf(object), ...nothing, notCompared: contested, source, commit, file };
  }
  const comparison = compareObject({
    expected: object,
    live,
    schema,
    defaults: BUILT_IN_DEFAULTS,
    gitopsManager: manager ?? serverSideManager(live, maybeManager ?? null),
    trusted: TRUSTED_WRITERS,
    isEncrypted,
    ignoredPointers,
    isScaled: scaled.includes(object),
    isStrict,
    dryRun,
    lastSeenUid,
    expectedHash,
  });
  const { findings } = comparison;
  const isDrifted = findings.length > 0;
  const sides = isDrifted
    ? shownSides({ expected: object, live, schema, findings, dryRun, isEncrypted, ignoredPointers })
    : null;
  return { ...comparison, source, commit, file, sides };
}

/** What tells objects that git lacks from those that are none of its business. */
export interface ExtrasFacts {
  /** Places that git asks for. */
  expected: { has(place: string): boolean };
  /** Namespaces in which they are looked for. */
  extrasIn: ReadonlySet<string>;
  /** Owners of what is not looked at here, as `namespace/name` of Kustomizations; null: nothing is called extra. */
  otherOwners: readonly string[] | null;
}

/** Objects that the cluster has and git lacks; metadata suffices to tell them. */
export function extrasAmong(objects: ListPage['objects'], { expected, extrasIn, otherOwners }: ExtrasFacts) {
  if (otherOwners === null) return [];
  const live = objects.filter((object) => {
    const isInside = extrasIn.has(stringIn(object.metadata, 'namespace') ?? '');
    return isInside && !expected.has(placeOf(object)) && !isOfHelm(object);
  });
  return findExtras({ live, expected: [], otherOwners });
}

/** An object that git lacks, as it is stored. @param live Null: it was not read. */
export function comparedExtra(extra: ReturnType<typeof extrasAmong>[number], live: KubeObject | null): ComparedObject {
  const { findings } = extra;
  const sides = shownSides({ expected: null, live, schema: null, findings, isEncrypted: false, ignoredPointers: [] });
  return { ...extra, source: null, commit: null, file: null, sides };
}
