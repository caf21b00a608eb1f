import { readYamlFiles } from '../yaml/file.ts';
import { problemError } from '../yaml/problem.ts';
import type { Suite } from './format.ts';
import { parseSuite, type SuiteResult } from './parse.ts';

/**
 * Reads the suite at `path`: one YAML file, or all `*.yaml` and `*.yml` directly in a folder, in the order of their names.
 *
 * @returns the suite, or every problem with file, line and reason.
 * @throws TidemarkError `not_found` when there is no such path or the folder holds no YAML file.
 */
export async function readSuite(path: string): Promise<SuiteResult> {
  const { files, problems } = await readYamlFiles(path);
  if (problems.length === 0) return parseSuite(files);
  const rest = files.length === 0 ? { problems: [] } : parseSuite(files);
  return { problems: [...problems, ...('problems' in rest ? rest.problems : [])] };
}

/** The suite at `path`. @throws TidemarkError `invalid_input` naming the problems, `not_found` as {@link readSuite}. */
export async function requireSuite(path: string): Promise<Suite> {
  const result = await readSuite(path);
  if ('suite' in result) return result.suite;
  throw problemError(`The suite in ${path} is not valid`, result.problems);
}
