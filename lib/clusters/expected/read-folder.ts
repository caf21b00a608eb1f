import { keptSource } from '#lib/gitops/render/kept-source.ts';
import type { RenderSpec } from '#lib/gitops/types.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import type { AskedFolder, ScanDeps } from '../types.ts';
import type { ExpectedSide } from './types.ts';

/**
 * Adds what a folder asks for, built by kustomize where it has a kustomization.
 *
 * @param name Of the source, for people.
 * @throws TidemarkError where what was named is wrong; a repository that does not answer is told as not compared.
 */
export async function readFolder(
  { tools }: ScanDeps,
  { repository, path, manager }: AskedFolder,
  name: string,
  side: ExpectedSide,
  signal: AbortSignal,
): Promise<void> {
  try {
    const ingredients = { repository: repository.name, ignore: null, spec: specOf(path), tools, valuesOf: () => null };
    const rendering = keptSource(ingredients);
    const isNeeded = (commit: string) => !rendering.isKnownAt(commit);
    await repository.withFiles({ commit: null, branch: null, ignore: null, isNeeded }, signal, async (files) => {
      const { commit, problem } = files.state;
      const { objects, notCompared } = await rendering.of(files, signal);
      side.sources.push({ name, repository: repository.name, path, commit, problem });
      for (const each of objects) {
        side.objects.push({ ...each, source: name, commit, manager, ignoredPointers: [] });
      }
      side.notCompared.push(...notCompared);
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof TidemarkError) || error.code !== 'unavailable') throw error;
    side.notCompared.push({ reason: 'not_rendered', subject: repository.name, detail: messageOf(error) });
  }
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
