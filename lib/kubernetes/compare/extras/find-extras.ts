import { sha256 } from '#lib/platform/crypto.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import type { KubeObject, ObjectRef } from '../../types.ts';
import { objectIn, stringIn } from '../../values/json.ts';
import { ownedFieldsOf } from '../ownership/owned-fields.ts';
import { refOf } from '../ref.ts';
import type { FieldWriter, ObjectComparison } from '../types.ts';
import { bootstrapIntruder, exemptionOf } from './never-extra.ts';

/** What is in the cluster where git says what should be. */
export interface ExtrasInput {
  /** Objects of the compared namespaces and cluster-scoped ones; their metadata suffices. */
  live: readonly KubeObject[];
  /** All that git holds, whatever the source. */
  expected: readonly ObjectRef[];
  /** Owners of other sources, as `namespace/name` of their Kustomizations: what they applied is compared there. */
  otherOwners: readonly string[];
}

/** Objects that the cluster has and git lacks, apart from those that clusters make themselves. */
export function findExtras({ live, expected, otherOwners }: ExtrasInput): ObjectComparison[] {
  const asked = new Set(expected.map((ref) => stableJson(ref)));
  const extras = live.filter((object) => {
    const isAsked = asked.has(stableJson(refOf(object)));
    return !isAsked && exemptionOf(object) === null && !otherOwners.includes(ownerOf(object) ?? '');
  });
  return extras.map(asExtra);
}

/** The Kustomization that applied an object, by the labels it leaves. */
function ownerOf({ metadata }: KubeObject): string | null {
  const labels = objectIn(metadata, 'labels');
  const name = stringIn(labels, 'kustomize.toolkit.fluxcd.io/name');
  return name === null ? null : `${stringIn(labels, 'kustomize.toolkit.fluxcd.io/namespace')}/${name}`;
}

function asExtra(object: KubeObject): ObjectComparison {
  const { apiVersion, kind, metadata } = object;
  const { name, creationTimestamp = null } = metadata;
  const intruder = bootstrapIntruder(object);
  const since = intruder === null ? stringIn(metadata, 'creationTimestamp') : intruder.time;
  const ref = refOf(object);
  const shown = { apiVersion, kind, metadata: { name, namespace: ref.namespace, creationTimestamp } };
  const writer = intruder ?? creatorOf(object);
  const finding = { kind: 'extra' as const, path: '', live: { shown }, ...(since !== null && { since }), writer };
  const liveHash = sha256(stableJson({ ref, uid: metadata.uid ?? null, since }));
  return { ref, findings: [finding], expectedHash: null, liveHash, notCompared: null };
}

/** The first writer on record. */
function creatorOf(object: KubeObject): FieldWriter | null {
  const writers = ownedFieldsOf(object).map(({ writer }) => writer);
  return writers.toSorted((one, other) => (one.time ?? '').localeCompare(other.time ?? ''))[0] ?? null;
}
