import { readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { atStart } from '#lib/yaml/file.ts';
import type { FileProblem } from '#lib/yaml/problem.ts';
import { MAX_FILE_BYTES } from '../limits.ts';
import { objectsOf, type PlacedObject } from '../manifests/objects.ts';
import { readDocuments } from '../yaml/read.ts';

/** What one manifest holds. */
interface ManifestContent {
  objects: PlacedObject[];
  problems: FileProblem[];
}

/** Reads manifests of a folder, each on its own: one that is broken does not keep the others from being read. */
export function readManifests(root: string, folder: string, paths: readonly string[]): ManifestContent {
  const all = paths.map((path) => readManifest(root, posix.join(folder, path)));
  return { objects: all.flatMap(({ objects }) => objects), problems: all.flatMap(({ problems }) => problems) };
}

/** @param file from `root`, with `/`. */
export function readManifest(root: string, file: string): ManifestContent {
  const place = join(root, file);
  const { size } = statSync(place);
  if (size > MAX_FILE_BYTES) {
    return {
      objects: [],
      problems: [atStart(file, `is too large: ${size} bytes, at most ${MAX_FILE_BYTES} are read`)],
    };
  }
  const text = decoded(readFileSync(place));
  if (text === null) return { objects: [], problems: [atStart(file, 'is not UTF-8 text')] };
  const { documents, problems } = readDocuments(file, text, 'kustomize');
  const read = objectsOf(file, documents);
  return { objects: read.objects, problems: [...problems, ...read.problems] };
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
