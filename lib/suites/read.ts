import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, TidemarkError } from '../platform/errors.ts';
import type { Suite } from './format.ts';
import { MAX_FILE_BYTES, parseSuite, type SuiteFile, type SuiteResult } from './parse.ts';
import { formatProblem, type SuiteProblem } from './problem.ts';

/**
 * Reads the suite at `path`: one YAML file, or all `*.yaml` and `*.yml` directly in a folder, in the order of their names.
 *
 * @returns the suite, or every problem with file, line and reason.
 * @throws TidemarkError `not_found` when there is no such path or the folder holds no YAML file.
 */
export async function readSuite(path: string): Promise<SuiteResult> {
  const files: SuiteFile[] = [];
  const problems: SuiteProblem[] = [];
  for (const file of await suitePaths(path)) {
    const read = await readSuiteFile(file);
    if ('text' in read) files.push(read);
    else problems.push(read);
  }
  if (problems.length === 0) return parseSuite(files);
  const rest = files.length === 0 ? { problems: [] } : parseSuite(files);
  return { problems: [...problems, ...('problems' in rest ? rest.problems : [])] };
}

/** The suite at `path`. @throws TidemarkError `invalid_input` naming the problems, `not_found` as {@link readSuite}. */
export async function requireSuite(path: string): Promise<Suite> {
  const result = await readSuite(path);
  if ('suite' in result) return result.suite;
  throw new TidemarkError(
    'invalid_input',
    `The suite in ${path} is not valid:\n${result.problems.map(formatProblem).join('\n')}`,
  );
}

/** A suite file's text; a problem when its bytes are not UTF-8 or too many. */
export function decodeSuiteFile(path: string, bytes: Uint8Array): SuiteFile | SuiteProblem {
  const problem = (reason: string): SuiteProblem => ({ file: path, line: 1, column: 1, reason });
  if (bytes.length > MAX_FILE_BYTES)
    return problem(`is too large: ${bytes.length} bytes, at most ${MAX_FILE_BYTES} are read`);
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return problem('is not UTF-8 text');
  }
}

async function suitePaths(path: string): Promise<string[]> {
  const entry = await stat(path).catch((cause: unknown) => {
    throw new TidemarkError('not_found', `There is no suite at ${path}: ${messageOf(cause)}`, { cause });
  });
  if (!entry.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /\.ya?ml$/.test(name)).sort();
  if (names.length === 0)
    throw new TidemarkError('not_found', `${path} holds no *.yaml file: name a folder of suite files, or one file.`);
  return names.map((name) => join(path, name));
}

async function readSuiteFile(path: string): Promise<SuiteFile | SuiteProblem> {
  try {
    const { size } = await stat(path);
    if (size <= MAX_FILE_BYTES) return decodeSuiteFile(path, await readFile(path));
    return {
      file: path,
      line: 1,
      column: 1,
      reason: `is too large: ${size} bytes, at most ${MAX_FILE_BYTES} are read`,
    };
  } catch (error) {
    return { file: path, line: 1, column: 1, reason: `cannot be read: ${messageOf(error)}` };
  }
}
