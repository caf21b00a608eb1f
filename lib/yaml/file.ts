import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, TidemarkError } from '../platform/errors.ts';
import type { FileProblem } from './problem.ts';
import { readYaml, type YamlFile } from './read.ts';

/** Largest file that is read, in bytes of UTF-8. */
export const MAX_FILE_BYTES = 524_288;

/** A file as text; `path` is how problems name it. */
export interface TextFile {
  path: string;
  text: string;
}

/**
 * Reads `path`: one YAML file, or all `*.yaml` and `*.yml` directly in a folder, in the order of their names.
 *
 * @returns the texts, and a problem for each file that cannot be read, is no UTF-8 or too large.
 * @throws TidemarkError `not_found` when there is no such path or the folder holds no YAML file.
 */
export async function readYamlFiles(path: string): Promise<{ files: TextFile[]; problems: FileProblem[] }> {
  const files: TextFile[] = [];
  const problems: FileProblem[] = [];
  for (const file of await pathsOf(path)) {
    const read = await readTextFile(file);
    if ('text' in read) files.push(read);
    else problems.push(read);
  }
  return { files, problems };
}

/** The text of the file at `path`; a problem when it cannot be read, is no UTF-8 or too large. */
export async function readTextFile(path: string): Promise<TextFile | FileProblem> {
  try {
    const found = await stat(path);
    // A pipe or a device could be read for ever.
    if (!found.isFile()) return atStart(path, 'is no file');
    const { size } = found;
    return size <= MAX_FILE_BYTES ? decodeFile(path, await readFile(path)) : tooLarge(path, size);
  } catch (error) {
    return atStart(path, `cannot be read: ${messageOf(error)}`);
  }
}

/** A file's text; a problem when its bytes are not UTF-8 or too many. */
export function decodeFile(path: string, bytes: Uint8Array): TextFile | FileProblem {
  if (bytes.length > MAX_FILE_BYTES) return tooLarge(path, bytes.length);
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return atStart(path, 'is not UTF-8 text');
  }
}

/** A file's value with positions, or what keeps it from being read; `needs` says what an empty file lacks. Never throws. */
export function yamlOf({ path, text }: TextFile, needs: string): { yaml: YamlFile } | { problems: FileProblem[] } {
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes > MAX_FILE_BYTES) return { problems: [tooLarge(path, bytes)] };
  const read = readYaml(path, text);
  if ('problems' in read) return read;
  return read.yaml.value === null ? { problems: [atStart(path, `is empty: ${needs}`)] } : read;
}

/** A problem of a file as a whole. */
export function atStart(file: string, reason: string): FileProblem {
  return { file, line: 1, column: 1, reason };
}

function tooLarge(path: string, bytes: number): FileProblem {
  return atStart(path, `is too large: ${bytes} bytes, at most ${MAX_FILE_BYTES} are read`);
}

async function pathsOf(path: string): Promise<string[]> {
  const entry = await stat(path).catch((cause: unknown) => {
    throw new TidemarkError('not_found', `There is no suite at ${path}: ${messageOf(cause)}`, { cause });
  });
  if (!entry.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /\.ya?ml$/.test(name)).sort();
  if (names.length === 0)
    throw new TidemarkError('not_found', `${path} holds no *.yaml file: name a folder of suite files, or one file.`);
  return names.map((name) => join(path, name));
}
