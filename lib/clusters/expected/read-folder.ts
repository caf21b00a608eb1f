import { renderSource } from '#lib/gitops/render/render-source.ts';
import type { RenderSpec } from '#lib/gitops/types.ts';
import { invariant, messageOf, TidemarkError } from '#lib/platform/errors.ts';
import type { ClusterQuestion, ScanDeps } from '../types.ts';
import type { ExpectedSide } from './types.ts';

/**
 * What a folder of the one named repository asks for, built by kustomize where it has a kustomization.
 *
 * @param others Kustomizations of the cluster: what they applied is theirs.
 * @throws TidemarkError where what was named is wrong; a repository that does not answer is told as not compared.
 */
export async function readFolder(
  { repositories: [repository], tools }: ScanDeps,
  { path, manager }: NonNullable<ClusterQuestion['folder']>,
  others: readonly string[],
  signal: AbortSignal,
): Promise<ExpectedSide> {
  invariant(repository, 'a folder lies in a repository');
  const side: ExpectedSide = { objects: [], sources: [], notCompared: [], optedOut: [], otherOwners: [...others] };
  const name = path === '' ? 'the top folder' : path;
  try {
    await repository.withFiles({ commit: null, branch: null, ignore: null }, signal, async (files) => {
      const { commit, problem } = files.state;
      const rendering = await renderSource(files, specOf(path), { tools, valuesOf: () => null, signal });
      side.sources.push({ name, repository: repository.name, path, commit, problem });
      side.objects.push(
        ...rendering.objects.map((each) => ({ ...each, source: name, commit, manager, ignoredPointers: [] })),
      );
      side.notCompared.push(...rendering.notCompared);
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TidemarkError) || error.code !== 'unavailable') throw error;
    side.notCompared.push({ reason: 'not_rendered', subject: repository.name, detail: messageOf(error) });
  }
  // Something of git that was not rendered may be what the cluster seems to have too much.
  return side.notCompared.length === 0 ? side : { ...side, otherOwners: null };
}

/** A folder as it is. */
function specOf(path: string): RenderSpec {
  return {
    path,
    targetNamespace: null,
    namePrefix: null,
    nameSuffix: null,
    patches: [],
    components: [],
    ignoreMissingComponents: false,
    images: [],
    buildMetadata: [],
    commonMetadata: null,
    postBuild: null,
    owner: null,
  };
}
