import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { JsonObject } from '#lib/kubernetes/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { type FileProblem, formatProblem } from '#lib/yaml/problem.ts';
import { isJsonObject } from '../json.ts';
import { buildFolder } from '../kustomize/build.ts';
import { refusalOf } from '../kustomize/guard.ts';
import { overlayOf } from '../kustomize/overlay.ts';
import { resolveReference } from '../kustomize/references.ts';
import { listFolder } from '../manifests/files.ts';
import type { PlacedObject } from '../manifests/objects.ts';
import { WITHOUT_KUSTOMIZE } from '../program/find.ts';
import type { RenderSpec, Tool } from '../types.ts';
import { readDocuments } from '../yaml/read.ts';
import { readManifest, readManifests } from './read-plain.ts';
import { withFile } from './with-file.ts';

/** Where a folder is read. */
interface FolderPlace {
  /** Absolute; a kustomization in it is changed for as long as it is built. */
  root: string;
  /** From the root. */
  folder: string;
  kustomize: Tool | null;
  /** An empty folder that kustomize may take for a home. */
  home: string;
  signal?: AbortSignal | undefined;
}

/**
 * The objects of a folder before substitution. Manifests that nothing transforms are read here; everything else is
 * built by kustomize, as Flux does.
 *
 * @throws TidemarkError saying why nothing of the folder can be rendered.
 */
export async function readFolder(
  place: FolderPlace,
  spec: RenderSpec,
): Promise<{ objects: PlacedObject[]; problems: FileProblem[] }> {
  const { root, folder, kustomize, home, signal } = place;
  const content = listFolder(join(root, folder));
  const isPlain = content.kustomization === null && content.kustomizations.length === 0 && !transforms(spec);
  if (isPlain) return readManifests(root, folder, content.manifests);
  if (kustomize === null) throw new TidemarkError('misconfigured', WITHOUT_KUSTOMIZE);

  const { own, file } = ownKustomization(root, folder, content.kustomization);
  const broken =
    own === null
      ? content.manifests
          .map((path) => ({ path, ...readManifest(root, posix.join(folder, path)) }))
          .filter(({ problems }) => problems.length > 0)
      : [];
  const left = content.manifests.filter((path) => !broken.some((each) => each.path === path));
  const resources = [...left, ...content.kustomizations];
  const problems = broken.flatMap((each) => each.problems);
  if (own === null && resources.length === 0) return { objects: [], problems };

  const remote = spec.components.map((path) => resolveReference(folder, path)).find((each) => 'refused' in each);
  if (remote !== undefined && 'refused' in remote)
    throw new TidemarkError('invalid_input', `component ${remote.refused}`);
  const hasComponent = (path: string) => existsSync(join(root, folder, path));
  const overlay = overlayOf(own, resources, spec, hasComponent);
  const built = await withFile(file, JSON.stringify(overlay.kustomization), async () => {
    const refusal = refusalOf(root, folder);
    if (refusal !== null) throw new TidemarkError('invalid_input', refusal);
    return buildFolder(kustomize, root, folder, overlay.hidesOrigin, home, signal);
  });
  return { objects: built.objects, problems: [...problems, ...built.problems] };
}

/** Whether the Flux object asks for what only kustomize does. */
function transforms(spec: RenderSpec): boolean {
  const { targetNamespace, namePrefix, nameSuffix, patches, components, images, buildMetadata } = spec;
  const texts = [targetNamespace, namePrefix, nameSuffix];
  return (
    texts.some((text) => text !== null) || [patches, components, images, buildMetadata].some((list) => list.length > 0)
  );
}

function ownKustomization(root: string, folder: string, name: string | null): { own: JsonObject | null; file: string } {
  const file = join(root, folder, name ?? 'kustomization.yaml');
  if (name === null) return { own: null, file };
  const shown = posix.join(folder, name);
  const { documents, problems } = readDocuments(shown, readFileSync(file, 'utf8'), 'kubernetes');
  const [problem] = problems;
  if (problem !== undefined) throw new TidemarkError('invalid_input', formatProblem(problem));
  const value = documents[0]?.value ?? {};
  if (isJsonObject(value)) return { own: value, file };
  throw new TidemarkError('invalid_input', `${shown}:1:1 is no kustomization: it is a mapping with resources`);
}
