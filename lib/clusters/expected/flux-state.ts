import { latestOf, readinessOf } from '#lib/gitops/flux/installed-chart.ts';
import { objectAt, textAt } from '#lib/gitops/json.ts';
import type { Json, KubeObject } from '#lib/kubernetes/types.ts';
import { stableJson } from '#lib/platform/stable-json.ts';

/** Where Flux stands. */
export interface FluxState {
  /** Equal as long as Flux has applied the same, in the same way. */
  applied: string;
  /** It is at work on something newer, so that objects may be newer than what it says it applied. */
  isApplying: boolean;
}

/** Tells where Flux stands by its Kustomizations, HelmReleases and their sources. */
export function fluxStateOf(objects: readonly KubeObject[]): FluxState {
  const kustomizations = objects.filter(({ kind }) => kind === 'Kustomization');
  const facts = objects
    .filter(({ kind }) => FOLLOWED_KINDS.includes(kind))
    .map((object) => [
      object.kind,
      textAt(object, 'metadata', 'namespace'),
      object.metadata.name,
      object.metadata.generation,
      appliedBy(object),
    ])
    .map((each) => stableJson(each));
  return { applied: facts.toSorted().join('\n'), isApplying: kustomizations.some((each) => isApplying(each, objects)) };
}

const FOLLOWED_KINDS = ['Kustomization', 'HelmRelease', 'GitRepository'];

/**
 * What an object of Flux applied last. A release that is at work is not compared, and is another afterwards: one that
 * never gets ready holds nothing else up.
 */
function appliedBy(object: KubeObject): Json {
  if (object.kind === 'Kustomization') return textAt(object, 'status', 'lastAppliedRevision');
  if (object.kind !== 'HelmRelease') return null;
  const latest = latestOf(object);
  return [readinessOf(object).status, latest?.version ?? null, latest?.chartVersion ?? null, latest?.status ?? null];
}

/** Whether a Kustomization's source has something newer that it has neither applied nor given up. */
function isApplying(kustomization: KubeObject, objects: readonly KubeObject[]): boolean {
  const spec = objectAt(kustomization, 'spec');
  if (spec?.suspend === true || objectAt(kustomization, 'spec', 'kubeConfig') !== null) return false;
  const { generation } = kustomization.metadata;
  const ready = readinessOf(kustomization).status;
  const observed = objectAt(kustomization, 'status')?.observedGeneration;
  if (generation !== undefined && observed !== undefined && generation !== observed) return true;
  const newest = revisionOfSource(kustomization, objects);
  const applied = textAt(kustomization, 'status', 'lastAppliedRevision');
  if (newest === null || newest === applied) return false;
  return !(ready === 'False' && textAt(kustomization, 'status', 'lastAttemptedRevision') === newest);
}

function revisionOfSource(kustomization: KubeObject, objects: readonly KubeObject[]): string | null {
  const kind = textAt(kustomization, 'spec', 'sourceRef', 'kind');
  const name = textAt(kustomization, 'spec', 'sourceRef', 'name');
  const own = textAt(kustomization, 'metadata', 'namespace');
  const namespace = textAt(kustomization, 'spec', 'sourceRef', 'namespace') ?? own;
  const source = objects.find(
    (each) => each.kind === kind && each.metadata.name === name && textAt(each, 'metadata', 'namespace') === namespace,
  );
  return source === undefined ? null : textAt(source, 'status', 'artifact', 'revision');
}
