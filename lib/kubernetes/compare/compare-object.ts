import type { DefaultTable } from '../defaults/table.ts';
import type { SchemaNode } from '../schema/node.ts';
import type { GroupVersionKind, JsonObject, KubeObject, NotCompared, ObjectRef } from '../types.ts';
import { type Context, type Difference, type Place, writersOfOtherVersions } from './context.ts';
import { findingOf } from './finding.ts';
import { expectedHashOf, type Hides, liveHashOf } from './hashes.ts';
import { withoutIgnored } from './ignored.ts';
import { type OptOut, optOutOf } from './opt-out.ts';
import { type OwnedFields, ownedFieldsOf } from './ownership/owned-fields.ts';
import { ownersOf } from './ownership/owners.ts';
import type { TrustedWriter } from './ownership/trusted.ts';
import { comparedPart, isSecret } from './prepare.ts';
import { kindOf, refOf } from './ref.ts';
import { forgedEntries, isRecordLost, lostRecord, type RecordFacts, recreation } from './tamper.ts';
import { createTouch } from './touch.ts';
import type { Finding, ObjectComparison } from './types.ts';
import { walk } from './walk.ts';

/** Both sides of an object, and what is known about the cluster. */
export interface ComparisonInput {
  expected: KubeObject;
  /** Null: the cluster has no such object. Read at git's version. */
  live: KubeObject | null;
  schema: SchemaNode;
  defaults: DefaultTable;
  /** Field manager under which git is applied server-side; null where git is applied otherwise. */
  gitopsManager: string | null;
  trusted: readonly TrustedWriter[];
  /** Values of git are encrypted (SOPS): only keys are compared. */
  isEncrypted: boolean;
  /** JSON pointers of fields that Flux is told to ignore (`spec.ignore[]`, `spec.driftDetection.ignore[]`). */
  ignoredPointers: readonly string[];
  /** A HorizontalPodAutoscaler or ScaledObject targets the object. */
  isScaled: boolean;
  /** Count fields without an owner as foreign, too: for places where no webhook injects any. */
  isStrict: boolean;
  /** What the cluster would make of git's object if it were applied now; left out where it was not asked. */
  dryRun?: KubeObject | null;
  /** uid of the live object when it was last compared; null the first time. */
  lastSeenUid: string | null;
  /** Of the same of git by the same schema, where it was worked out before. */
  expectedHash?: string | null;
}

/**
 * Compares an object of git with the cluster's by field ownership: what git has must be there with the same meaning,
 * and what git lacks must be a default, unowned (written by webhooks), or written by a trusted controller.
 */
export function compareObject(input: ComparisonInput): ObjectComparison {
  const { expected, live, schema } = input;
  const kind = kindOf(expected);
  const ref = refOf(expected);
  const optOut = optOutOf(expected);
  if (optOut.compares === 'nothing') return optedOut(ref, optOut);
  const hides = hidesOf(input);
  const part = withoutIgnored(comparedPart(expected), input.ignoredPointers);
  const expectedHash = input.expectedHash ?? expectedHashOf(ref, part, schema, hides);
  if (live === null) {
    const missing = findingOf({ kind: 'missing', path: null, expected, writer: null }, hides);
    return { ref, findings: [missing], expectedHash, liveHash: null, notCompared: null };
  }
  if (optOut.compares === 'presence') return optedOut(ref, optOut);
  const differences = differencesOf(part, input, kind, live, optOut);
  const read = differences.map((difference) => findingOf(difference, hides));
  const findings = [...read, ...ofDryRun(input, kind, live, read).map((each) => findingOf(each, hides))];
  return { ref, findings, expectedHash, liveHash: liveHashOf(expectedHash, findings), notCompared: null };
}

function differencesOf(
  part: JsonObject,
  input: ComparisonInput,
  kind: GroupVersionKind,
  live: KubeObject,
  optOut: OptOut,
): Difference[] {
  const entries = ownedFieldsOf(live);
  const facts: RecordFacts = { ...input, entries, live };
  const { context, place } = beginning(input, kind, live, entries);
  context.mayBeAddedTo = optOut.compares === 'own';
  const livePart = withoutIgnored(comparedPart(live), input.ignoredPointers);
  const walked = walk(part, livePart, place, context);
  const { differences } = walked;
  if (!isRecordLost(facts, walked.record)) return [...recreation(facts), ...forgedEntries(facts), ...differences];
  const strictly = walk(part, livePart, place, { ...context, isStrict: true, isRecordLost: true });
  return [...recreation(facts), lostRecord(facts), ...forgedEntries(facts), ...strictly.differences];
}

/**
 * What ownership alone cannot know: where the cluster would make something else of git's object than it holds, by
 * defaults or webhooks. It only adds to what was found: never at a place that a finding speaks of.
 */
function ofDryRun(
  input: ComparisonInput,
  kind: GroupVersionKind,
  live: KubeObject,
  findings: readonly Finding[],
): Difference[] {
  const { dryRun = null, ignoredPointers } = input;
  if (dryRun === null) return [];
  const { context, place } = beginning(input, kind, live, ownedFieldsOf(live));
  const partOf = (object: KubeObject) => withoutIgnored(comparedPart(object), ignoredPointers);
  const touch = createTouch(findings);
  return walk(partOf(dryRun), partOf(live), place, context)
    .differences.filter(({ kind, path }) => {
      const isKnown = touch.covers(path) || touch.isAtOrBelow(path);
      return (kind === 'missing' || kind === 'modified') && !isKnown;
    })
    .map((difference) => ({ ...difference, isOfDryRun: true }));
}

function beginning(
  input: ComparisonInput,
  kind: GroupVersionKind,
  live: KubeObject,
  entries: readonly OwnedFields[],
): { context: Context; place: Place } {
  const context = {
    ...input,
    kind,
    live,
    isRecordLost: false,
    otherVersions: writersOfOtherVersions(entries, live, input.gitopsManager),
    mayBeAddedTo: false,
  };
  const place = {
    path: null,
    node: input.schema,
    owners: ownersOf(entries),
    parentType: null,
    field: kind.kind,
    siblings: {},
    asked: {},
    around: {},
    wholeOwners: null,
  };
  return { context, place };
}

function hidesOf({ expected, isEncrypted }: ComparisonInput): Hides {
  if (isSecret(expected)) return 'secret';
  return isEncrypted ? 'encrypted' : null;
}

function optedOut(ref: ObjectRef, { because }: OptOut): ObjectComparison {
  const subject = `${ref.kind} ${[ref.namespace, ref.name].filter((part) => part !== null).join('/')}`;
  const detail = `Git opts it out with ${because} in its metadata. Remove that in git to compare it.`;
  const notCompared: NotCompared = { reason: 'opted_out', subject, detail };
  return { ref, findings: [], expectedHash: null, liveHash: null, notCompared };
}
