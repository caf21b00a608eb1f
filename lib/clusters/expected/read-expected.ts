import { textAt } from '#lib/gitops/json.ts';
import type { KubeObject, ResourceType } from '#lib/kubernetes/types.ts';
import type { ClusterQuestion, ScanDeps } from '../types.ts';
import { readFluxObjects } from './read-flux-objects.ts';
import { readFolder } from './read-folder.ts';
import { readKustomizations } from './read-kustomizations.ts';
import type { ExpectedSide } from './types.ts';

/**
 * Git's side of a comparison: a folder, or all that the cluster's Flux objects make of the repositories that were named.
 *
 * @throws TidemarkError where what was named is wrong; the signal's reason.
 */
export async function readExpected(
  deps: ScanDeps,
  { folder }: ClusterQuestion,
  types: readonly ResourceType[],
  signal: AbortSignal,
): Promise<ExpectedSide> {
  const flux = await readFluxObjects(deps.client, types, signal);
  if (folder !== null) return readFolder(deps, folder, ownersAmong(flux.objects), signal);
  const side = await readKustomizations(deps, flux.objects, signal);
  return { ...side, notCompared: [...flux.notCompared, ...side.notCompared] };
}

/** Kustomizations by the names that their objects' labels bear. */
function ownersAmong(objects: readonly KubeObject[]): string[] {
  return objects
    .filter(({ kind }) => kind === 'Kustomization')
    .map(({ metadata }) => `${textAt(metadata, 'namespace')}/${metadata.name}`);
}
