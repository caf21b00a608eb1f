import { readFile, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { WorkTree } from '#lib/git/work-tree.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { MAX_FILE_BYTES } from '#lib/yaml/file.ts';
import { problemError } from '#lib/yaml/problem.ts';
import { readTaskFiles } from '../project/read-task-files.ts';
import { promptHash } from '../task/hash.ts';
import { promptText } from './prompt-text.ts';
import { commitAt } from './resolve-commit.ts';
import type { HeadSource } from './types.ts';
import { pathInTree } from './work-tree.ts';

/** What to read, as the user named it: paths from the working directory. */
interface HeadFiles {
  promptFile: string;
  /** A folder of tasks, or one file. */
  suite: string;
}

/**
 * Reads the prompt under test and its suite as they lie on disk, whether committed or not.
 *
 * @param tree null outside git
 * @throws TidemarkError `not_found` or `invalid_input`, naming the file and what to do
 */
export async function readHead(tree: WorkTree | null, { promptFile, suite }: HeadFiles): Promise<HeadSource> {
  const text = promptText(promptFile, await readPrompt(promptFile));
  const { files, problems } = await readTaskFiles(suite);
  if (problems.length > 0) throw problemError('The golden suite cannot be read', problems);
  const prompt = { path: nameOf(tree, promptFile), text, promptHash: promptHash(text) };
  return { ...(await positionOf(tree)), prompt, suite: files };
}

async function readPrompt(path: string): Promise<Uint8Array> {
  const refused = (reason: string, cause?: unknown) =>
    new TidemarkError('invalid_input', `The prompt ${path} ${reason}. Name the file with --prompt.`, { cause });
  const found = await stat(path).catch((cause: unknown) => {
    throw refused(`cannot be read: ${messageOf(cause)}`, cause);
  });
  if (!found.isFile()) throw refused('is no file');
  if (found.size > MAX_FILE_BYTES)
    throw refused(`is too large: ${found.size} bytes, at most ${MAX_FILE_BYTES} are read`);
  return readFile(path);
}

async function positionOf(tree: WorkTree | null): Promise<Pick<HeadSource, 'commit' | 'branch'>> {
  if (tree === null) return { commit: null, branch: null };
  const branch = (await tree.git.run(['branch', '--show-current'])).trim();
  return { commit: await commitAt(tree.git, 'HEAD'), branch: branch === '' ? null : branch };
}

/** From the top of the repository where the file lies in it, else from the working directory. */
function nameOf(tree: WorkTree | null, path: string): string {
  return (tree === null ? null : pathInTree(tree, path)) ?? relative('.', resolve(path));
}
