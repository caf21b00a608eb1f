import { existsSync, rmSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { formatProblem } from '#lib/yaml/problem.ts';
import { named, type PlacedObject, withoutDuplicates } from '../manifests/objects.ts';
import { isBuiltFromEncrypted } from '../manifests/sops.ts';
import type { Checkout, SkippedEntry } from '../source/types.ts';
import type { Rendering, RenderSpec, RenderTools } from '../types.ts';
import { withFluxMetadata } from './metadata.ts';
import { substituteObject } from './post-build.ts';
import { readFolder } from './read-folder.ts';
import { type ReferenceValues, variablesOf } from './variables.ts';

interface RenderOptions {
  tools: RenderTools;
  /** Of what the Kustomization names in substituteFrom. */
  valuesOf: ReferenceValues;
  /** As Flux's gate StrictPostBuildSubstitutions. Not needed for what Flux applied: it then had its variables, or did not ask. */
  isStrict?: boolean;
  signal?: AbortSignal | undefined;
}

/**
 * What git asks of a cluster, as Flux would apply it: built, substituted, labelled. What cannot be rendered is told part
 * by part; the rest stands. A checkout serves many renderings, one after the other.
 *
 * @throws only the signal's reason.
 */
export async function renderSource(
  { folder: root, skipped }: Pick<Checkout, 'folder' | 'skipped'>,
  spec: RenderSpec,
  { tools, valuesOf, isStrict = false, signal }: RenderOptions,
): Promise<Rendering> {
  const folder = folderOf(spec.path);
  const subject = folder === '' ? 'the top folder of the repository' : folder;
  const nothing = (detail: string): Rendering => ({
    objects: [],
    notCompared: [{ reason: 'not_rendered', subject, detail }],
  });
  const place = join(root, folder);
  if (!existsSync(place) || !statSync(place).isDirectory()) return nothing(missing(folder, skipped));
  const given = variablesOf(spec.postBuild, valuesOf);
  if ('problem' in given) return nothing(`It cannot be rendered: ${given.problem}`);

  const home = temporaryFolder('render');
  try {
    const read = await readFolder({ root, folder, kustomize: tools.kustomize, home, signal }, spec);
    const problems: NotCompared[] = read.problems.map((problem) => ({
      reason: 'not_rendered',
      subject: problem.file,
      detail: `${formatProblem(problem)}.`,
    }));
    const left = read.objects.flatMap((object) => afterBuild(object, given.variables, isStrict, problems));
    const { objects, notCompared } = withoutDuplicates(left);
    return {
      objects: objects.map(({ object, file, isEncrypted }) => ({
        object: withFluxMetadata(object, spec),
        file,
        isEncrypted,
      })),
      notCompared: [...problems, ...notCompared],
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof TidemarkError)) throw error;
    return nothing(`It cannot be rendered: ${error.message}${hint(skipped)}`);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** From the top of the repository, without a way out of it. */
export function folderOf(path: string): string {
  const normal = posix.normalize(`/${path}`).replace(/^\/+|\/+$/g, '');
  return normal;
}

/** The object as it is applied, or nothing and a further problem. */
function afterBuild(
  placed: PlacedObject,
  variables: ReadonlyMap<string, string> | null,
  isStrict: boolean,
  problems: NotCompared[],
): PlacedObject[] {
  const subject = named(placed.object);
  const where = placed.file === null ? '' : ` (${placed.file})`;
  if (isBuiltFromEncrypted(placed.object)) {
    const detail = `${subject}${where} is generated from a file that is encrypted in git, so that neither its name nor its keys are known.`;
    problems.push({ reason: 'not_rendered', subject, detail });
    return [];
  }
  if (variables === null) return [placed];
  const done = substituteObject(placed, variables, isStrict);
  if ('object' in done) return [done.object];
  problems.push({ reason: 'not_rendered', subject, detail: `${subject}${where}: ${done.problem}.` });
  return [];
}

function missing(folder: string, skipped: readonly SkippedEntry[]): string {
  const inside = skipped.find(({ path }) => folder === path || folder.startsWith(`${path}/`));
  if (inside?.kind === 'submodule') return `${folder} lies in the submodule ${inside.path}, which is not read.`;
  return `There is no folder ${folder} at this commit. Push it, or correct the path.`;
}

/** Kustomize says that a file is missing; only we know that it is left out on purpose. */
function hint(skipped: readonly SkippedEntry[]): string {
  const [first] = skipped;
  if (first === undefined) return '';
  return ` Not taken from the repository: ${first.path} (${WORDS[first.kind]})${skipped.length > 1 ? ` and ${skipped.length - 1} more` : ''}.`;
}

const WORDS: Record<SkippedEntry['kind'], string> = {
  link: 'a symbolic link',
  submodule: 'a submodule',
  too_large: 'too large',
  unsafe_path: 'its path is not safe to write',
};
