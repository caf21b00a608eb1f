import { mkdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { JsonObject } from '#lib/kubernetes/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { FileProblem } from '#lib/yaml/problem.ts';
import { objectAt, textAt } from '../json.ts';
import { BUILD_TIMEOUT_MS, MAX_BUILD_BYTES } from '../limits.ts';
import { objectsOf, type PlacedObject } from '../manifests/objects.ts';
import { quoteProgram, runProgram } from '../program/run.ts';
import type { Tool } from '../types.ts';
import { readDocuments } from '../yaml/read.ts';

const ORIGIN = 'config.kubernetes.io/origin';

/** Nothing is reached over these: whatever kustomize would load from elsewhere fails at once. */
const NO_NETWORK = { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' };

/**
 * Builds a folder as Flux does: with files of the whole repository, without plugins, without network, without anything
 * of Tidemark's environment.
 *
 * @param root absolute; @param folder from there, with a kustomization that asks for origins.
 * @throws TidemarkError `invalid_input` with kustomize's words; as `runProgram`.
 */
export async function buildFolder(
  { command, words }: Tool,
  root: string,
  folder: string,
  hidesOrigin: boolean,
  home: string,
  signal?: AbortSignal,
): Promise<{ objects: PlacedObject[]; problems: FileProblem[] }> {
  mkdirSync(home, { recursive: true });
  const { code, stdout, stderr } = await runProgram({
    command,
    args: [...words, '--load-restrictor', 'LoadRestrictionsNone', `./${folder}`],
    cwd: root,
    environment: { PATH: '', HOME: home, LC_ALL: 'C', ...NO_NETWORK },
    timeoutMs: BUILD_TIMEOUT_MS,
    maxBytes: MAX_BUILD_BYTES,
    signal,
  });
  if (code !== 0) {
    throw new TidemarkError('invalid_input', `kustomize cannot build it: ${quoteProgram(stderr, root)}`);
  }
  const read = readDocuments('kustomize', stdout.toString('utf8'), 'kubernetes');
  const { objects, problems } = objectsOf(null, read.documents);
  return {
    objects: objects.map((placed) => withOrigin(placed, folder, hidesOrigin)),
    problems: [...read.problems, ...problems],
  };
}

/** The object with the file that its annotation names, and without the annotation where it is only ours. */
function withOrigin(placed: PlacedObject, folder: string, hidesOrigin: boolean): PlacedObject {
  const { object } = placed;
  const origin = textAt(object, 'metadata', 'annotations', ORIGIN);
  if (origin === null) return placed;
  const told = readDocuments('', origin, 'kubernetes').documents[0]?.value;
  const path = textAt(told, 'path') ?? textAt(told, 'configuredIn');
  const file = path === null ? null : posix.normalize(join(folder, path));
  return { ...placed, file, object: hidesOrigin ? { ...object, metadata: withoutOrigin(object.metadata) } : object };
}

function withoutOrigin<T extends JsonObject>(metadata: T): T {
  const { [ORIGIN]: _, ...annotations } = objectAt(metadata, 'annotations') ?? {};
  const { annotations: __, ...rest } = metadata;
  const kept = Object.keys(annotations).length === 0 ? rest : { ...rest, annotations };
  // Only an annotation was taken out.
  return kept as unknown as T;
}
