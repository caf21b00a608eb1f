import { textAt } from '#lib/gitops/json.ts';
import type { KubeObject, NotCompared, ResourceType } from '#lib/kubernetes/types.ts';
import type { ClusterQuestion, ScanDeps } from '../types.ts';
import { readFluxObjects } from './read-flux-objects.ts';
import { readFolder } from './read-folder.ts';
import { readKustomizations } from './read-kustomizations.ts';
import type { ExpectedSide } from './types.ts';

const WITHOUT_FLUX: NotCompared = {
  reason: 'not_rendered',
  subject: 'the cluster',
  detail:
    'It has no Kustomization or HelmRelease of Flux, so that nothing says what of git belongs into it. Name the folder (on the command line with --path).',
};

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
  if (folder !== null) {
    const side = await readFolder(deps, folder, ownersAmong(flux.objects), signal);
    if (flux.notCompared.length === 0) return side;
    return { ...side, notCompared: [...side.notCompared, ...flux.notCompared.map(unknownOwners)], otherOwners: null };
  }
  const side = await readKustomizations(deps, flux.objects, signal);
  const told = [...flux.notCompared, ...side.notCompared];
  const isSilent = side.sources.length + told.length + side.optedOut.length === 0;
  return { ...side, notCompared: isSilent ? [WITHOUT_FLUX] : told };
}

/** What Flux applied from elsewhere is no extra of a folder; without knowing it nothing is called one. */
function unknownOwners({ reason, detail }: NotCompared): NotCompared {
  return {
    reason,
    subject: 'objects that git lacks',
    detail: `What Flux applied from elsewhere is not known. ${detail}`,
  };
}

/** Kustomizations by the names that their objects' labels bear. */
function ownersAmong(objects: readonly KubeObject[]): string[] {
  return objects
    .filter(({ kind }) => kind === 'Kustomization')
    .map(({ metadata }) => `${textAt(metadata, 'namespace')}/${metadata.name}`);
}
