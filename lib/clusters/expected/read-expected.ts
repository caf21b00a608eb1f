import type { ClusterFacts } from '#lib/gitops/helm/template.ts';
import { textAt } from '#lib/gitops/json.ts';
import type { ServedTypes } from '#lib/kubernetes/client/discovery.ts';
import { groupVersionOf } from '#lib/kubernetes/client/resource-path.ts';
import type { KubeObject, NotCompared } from '#lib/kubernetes/types.ts';
import type { AskedFolder, ClusterQuestion, ScanDeps } from '../types.ts';
import { fluxStateOf } from './flux-state.ts';
import { readFlux } from './read-flux.ts';
import { readFluxObjects } from './read-flux-objects.ts';
import { readFolder } from './read-folder.ts';
import { type ExpectedSide, emptySide } from './types.ts';

const WITHOUT_FLUX: NotCompared = {
  reason: 'not_rendered',
  subject: 'the cluster',
  detail:
    'It has no Kustomization or HelmRelease of Flux, so that nothing says what of git belongs into it. Name the folder (on the command line with --path).',
};

/**
 * Git's side of a comparison: folders, and all that the cluster's Flux objects make of the repositories that were named.
 *
 * @throws TidemarkError where what was named is wrong; the signal's reason.
 */
export async function readExpected(
  deps: ScanDeps,
  { folders, withFlux }: Pick<ClusterQuestion, 'folders' | 'withFlux'>,
  server: { version: string; served: Pick<ServedTypes, 'types'> },
  signal: AbortSignal,
): Promise<ExpectedSide> {
  const flux = await readFluxObjects(deps.client, server.served.types, signal);
  const side = withFlux ? await ofFlux(deps, flux, clusterFacts(server), signal) : besideFlux(flux);
  for (const folder of folders) {
    const name = nameOf(folder, folders);
    const before = side.notCompared.length;
    await readFolder(deps, folder, name, side, signal);
    if (side.notCompared.length === before) continue;
    // Something of git that was not rendered may be what the cluster seems to have too much.
    side.otherOwners = null;
    side.incompleteSources?.push(name);
  }
  return side;
}

type FluxRead = Awaited<ReturnType<typeof readFluxObjects>>;

async function ofFlux(
  deps: ScanDeps,
  flux: FluxRead,
  cluster: ClusterFacts,
  signal: AbortSignal,
): Promise<ExpectedSide> {
  const side = await readFlux(deps, flux.objects, cluster, signal);
  const told = [...flux.notCompared, ...side.notCompared];
  const isSilent = side.sources.length + told.length + side.optedOut.length === 0;
  const notCompared = isSilent ? [WITHOUT_FLUX] : told;
  const isKnown = flux.servesKustomizations && flux.notCompared.length === 0 && !isSilent;
  // What Flux no longer tells of was perhaps applied all the same.
  return isKnown ? { ...side, notCompared } : { ...side, notCompared, otherOwners: null, incompleteSources: null };
}

/** What charts may ask a cluster for, in helm's words. */
function clusterFacts({ version, served }: Parameters<typeof readExpected>[2]): ClusterFacts {
  const apiVersions = served.types.flatMap((type) => [groupVersionOf(type), `${groupVersionOf(type)}/${type.kind}`]);
  return { version, apiVersions: [...new Set(apiVersions)].toSorted() };
}

/** What Flux applied from elsewhere is no extra of a folder; without knowing it nothing is called one. */
function besideFlux({ objects, notCompared }: FluxRead): ExpectedSide {
  const side = emptySide(fluxStateOf([]));
  if (notCompared.length === 0) return { ...side, otherOwners: ownersAmong(objects) };
  return { ...side, notCompared: notCompared.map(unknownOwners), otherOwners: null };
}

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

/** The folder, with its repository where there are several. */
function nameOf({ repository, path }: AskedFolder, folders: readonly AskedFolder[]): string {
  const name = path === '' ? 'the top folder' : path;
  return new Set(folders.map((each) => each.repository.name)).size > 1 ? `${name} of ${repository.name}` : name;
}
