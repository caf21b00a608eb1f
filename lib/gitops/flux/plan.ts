import type { KubeObject, NotCompared } from '#lib/kubernetes/types.ts';
import { listAt, objectAt } from '../json.ts';
import { appliedOf } from './applied.ts';
import { driftConditionOf, planRelease } from './helm-release.ts';
import { readinessOf } from './installed-chart.ts';
import { isSuspended, readIgnoreRules, readInventory, readRenderSpec } from './read-spec.ts';
import { commitOfRevision, isKind, namespaceOf, resolveSource } from './sources.ts';
import type { FluxPlan, KustomizationPlan } from './types.ts';

/**
 * What of a cluster's Flux objects is to be rendered: every Kustomization and HelmRelease is either planned or told as
 * not compared. Dependencies between them say nothing about what they ask for.
 *
 * @param objects Kustomizations, HelmReleases and their sources; others are passed over.
 */
export function planFlux(objects: readonly KubeObject[]): FluxPlan {
  const plan: FluxPlan = { kustomizations: [], releases: [], drifted: [], notCompared: [] };
  for (const object of objects) {
    if (isKind(object, 'kustomize.toolkit.fluxcd.io', 'Kustomization')) {
      const planned = planKustomization(object, objects);
      if ('reason' in planned) plan.notCompared.push(planned);
      else plan.kustomizations.push(planned);
    } else if (isKind(object, 'helm.toolkit.fluxcd.io', 'HelmRelease')) {
      const planned = planRelease(object, objects);
      if ('reason' in planned) plan.notCompared.push(planned);
      else plan.releases.push(planned);
      const drifted = driftConditionOf(object);
      if (drifted !== null) plan.drifted.push(drifted);
    }
  }
  return plan;
}

function planKustomization(object: KubeObject, objects: readonly KubeObject[]): KustomizationPlan | NotCompared {
  const namespace = namespaceOf(object);
  const subject = `Kustomization ${namespace}/${object.metadata.name}`;
  const not = (reason: NotCompared['reason'], detail: string): NotCompared => ({
    reason,
    subject,
    detail: `${subject} ${detail}`,
  });
  if (isSuspended(object))
    return not('opted_out', 'is suspended: Flux does not keep it as git says. Resume it to have it compared.');
  if (objectAt(object, 'spec', 'kubeConfig') !== null)
    return not('opted_out', 'applies to another cluster. Connect that cluster to have it compared.');
  const answer = resolveSource(objectAt(object, 'spec', 'sourceRef'), namespace, objects);
  if ('told' in answer) return not('not_rendered', `${answer.told}: not compared.`);
  const { revision, generation } = appliedOf(object);
  const commit = revision === null ? null : commitOfRevision(revision);
  if (revision === null || commit === null) {
    const { status, reason } = readinessOf(object);
    const why = status === 'True' || reason === null ? '' : ` (${reason})`;
    const then = 'there is nothing to compare with. Look at its status.';
    return not('not_rendered', `has not been applied yet${why}: ${then}`);
  }
  if (generation === null || generation !== object.metadata.generation) {
    return not('not_rendered', 'was changed, and Flux has not applied the change yet. It is compared once Flux has.');
  }
  return {
    namespace,
    name: object.metadata.name,
    source: answer.source,
    applied: { commit, revision, generation },
    spec: readRenderSpec(object),
    ignoreRules: readIgnoreRules(listAt(object, 'spec', 'ignore')),
    prunes: objectAt(object, 'spec')?.prune === true,
    inventory: readInventory(object),
  };
}
