import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { notComparedOf } from '#lib/kubernetes/client/fault.ts';
import { subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import type { KubeObject, NotCompared, ResourceType } from '#lib/kubernetes/types.ts';

/** Kinds that say what Flux applies. */
const FLUX_KINDS = [
  'Kustomization.kustomize.toolkit.fluxcd.io',
  'HelmRelease.helm.toolkit.fluxcd.io',
  'GitRepository.source.toolkit.fluxcd.io',
];

/** What the cluster says of Flux. */
export interface FluxObjects {
  objects: KubeObject[];
  notCompared: NotCompared[];
  /** Whether the kind that tells what is applied is there at all. */
  servesKustomizations: boolean;
}

/**
 * The cluster's Flux objects; none where it has no Flux.
 *
 * @throws only the signal's reason.
 */
export async function readFluxObjects(
  client: KubeClient,
  types: readonly ResourceType[],
  signal: AbortSignal,
): Promise<FluxObjects> {
  const objects: KubeObject[] = [];
  const notCompared: NotCompared[] = [];
  for (const name of FLUX_KINDS) {
    const type = types.find(({ kind, group }) => `${kind}.${group}` === name);
    if (type === undefined) continue;
    try {
      for await (const page of client.list(type, { signal })) {
        objects.push(...page.objects);
        notCompared.push(...page.notCompared);
      }
    } catch (error) {
      notCompared.push(notComparedOf(error, subjectOf(type)));
    }
  }
  const servesKustomizations = types.some(({ kind, group }) => `${kind}.${group}` === FLUX_KINDS[0]);
  return { objects, notCompared, servesKustomizations };
}
