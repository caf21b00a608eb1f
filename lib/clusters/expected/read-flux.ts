import { planFlux } from '#lib/gitops/flux/plan.ts';
import type { DriftCondition } from '#lib/gitops/flux/types.ts';
import type { ClusterFacts } from '#lib/gitops/helm/template.ts';
import { objectAt } from '#lib/gitops/json.ts';
import type { KubeObject, NotCompared } from '#lib/kubernetes/types.ts';
import type { ScanDeps } from '../types.ts';
import { fluxStateOf } from './flux-state.ts';
import { kustomizationReading } from './kustomization-reading.ts';
import { type Reading, readAll } from './reading.ts';
import { releaseReading } from './release-reading.ts';
import { type ExpectedSide, emptySide } from './types.ts';

/**
 * What the cluster's Kustomizations and HelmReleases apply, at the commits that Flux applied last. An address that
 * stands in the cluster is never fetched for that: only repositories that were named are read.
 *
 * @throws only the signal's reason.
 */
export async function readFlux(
  deps: ScanDeps,
  flux: readonly KubeObject[],
  cluster: ClusterFacts,
  signal: AbortSignal,
): Promise<ExpectedSide> {
  const plan = planFlux(flux);
  const { optedOut, notCompared } = apartByCluster(plan.notCompared, flux);
  const side: ExpectedSide = { ...emptySide(fluxStateOf(flux)), optedOut };
  side.notCompared.push(...notCompared);
  const readings: Reading[] = [];
  for (const each of [
    ...plan.kustomizations.map((planned) => kustomizationReading(deps, planned)),
    ...plan.releases.map((planned) => releaseReading(deps, planned, cluster)),
  ]) {
    if ('reason' in each) side.notCompared.push(each);
    else readings.push(each);
  }
  const whole = new Set(await readAll(readings, side, signal));
  // What an owner applied that was not wholly rendered may be in git all the same.
  const incompleteSources = flux
    .filter(appliesObjects)
    .map(subjectOf)
    .filter((name) => !whole.has(name));
  const otherOwners = flux
    .filter((each) => each.kind === 'Kustomization' && !whole.has(subjectOf(each)))
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  return { ...side, notCompared: withWordsOfHelm(side.notCompared, plan.drifted), otherOwners, incompleteSources };
}

/** Where a chart is not compared, at least what helm-controller found is passed on. */
function withWordsOfHelm(told: readonly NotCompared[], drifted: readonly DriftCondition[]): NotCompared[] {
  const words = new Map(drifted.map(({ namespace, name, message }) => [`HelmRelease ${namespace}/${name}`, message]));
  return told.map((each) => {
    const message = words.get(each.subject);
    if (message === undefined) return each;
    return { ...each, detail: `${each.detail} helm-controller itself says that it drifted: ${message}` };
  });
}

/** What is applied to other clusters is none of this one's business; what is suspended here is. */
function apartByCluster(told: readonly NotCompared[], flux: readonly KubeObject[]) {
  const elsewhere = new Set(flux.filter((object) => objectAt(object, 'spec', 'kubeConfig') !== null).map(subjectOf));
  const isElsewhere = ({ subject }: NotCompared) => elsewhere.has(subject);
  return { optedOut: told.filter(isElsewhere), notCompared: told.filter((each) => !isElsewhere(each)) };
}

function appliesObjects({ kind }: KubeObject): boolean {
  return kind === 'Kustomization' || kind === 'HelmRelease';
}

function subjectOf({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}
