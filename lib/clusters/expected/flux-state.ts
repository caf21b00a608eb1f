import { appliedOf } from '#lib/gitops/flux/applied.ts';
import { latestOf, readinessOf } from '#lib/gitops/flux/installed-chart.ts';
import { isJsonObject, listAt, objectAt, textAt } from '#lib/gitops/json.ts';
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
  if (object.kind === 'Kustomization') return appliedOf(object).revision;
  if (object.kind !== 'HelmRelease') return null;
  const latest = latestOf(object);
  return [readinessOf(object).status, latest?.version ?? null, latest?.chartVersion ?? null, latest?.status ?? null];
}

/** Whether a Kustomization's source has something newer that it has neither applied nor given up. */
function isApplying(kustomization: KubeObject, objects: readonly KubeObject[]): boolean {
  const spec = objectAt(kustomization, 'spec');
  if (spec?.suspend === true || objectAt(kustomization, 'spec', 'kubeConfig') !== null) return false;
  const newest = revisionOfSource(kustomization, objects);
  if (hasGivenUp(kustomization, newest)) return false;
  const { generation } = kustomization.metadata;
  const observed = objectAt(kustomization, 'status')?.observedGeneration;
  if (generation !== undefined && observed !== undefined && generation !== observed) return true;
  return newest !== null && newest !== appliedOf(kustomization).revision;
}

/** Reasons of Flux for which nothing of a revision is applied, whichever it attempted last. */
const NOTHING_APPLIED: readonly unknown[] = ['ArtifactFailed', 'DependencyNotReady'];

/**
 * Whether Flux failed with the Kustomization as it is now: it tries again, yet one that never gets ready holds nothing
 * else up. Its `observedGeneration` stays behind then, at -1 where it never succeeded.
 */
function hasGivenUp(kustomization: KubeObject, newest: string | null): boolean {
  const conditions = listAt(kustomization, 'status', 'conditions').filter(isJsonObject);
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready?.status !== 'False') return false;
  const { generation } = kustomization.metadata;
  if ((ready.observedGeneration ?? generation) !== generation) return false;
  return NOTHING_APPLIED.includes(ready.reason) || textAt(kustomization, 'status', 'lastAttemptedRevision') === newest;
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
