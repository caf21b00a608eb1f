import { entryAt } from '#lib/git/tree.ts';
import type { WorkTree } from '#lib/git/work-tree.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { MAX_FILE_BYTES } from '#lib/yaml/file.ts';
import { parseProject } from '../project/parse.ts';
import { entriesIn, readTexts } from '../repository/tree.ts';
import { promptHash } from '../task/hash.ts';
import { promptText } from './prompt-text.ts';
import { mergeBase } from './resolve-commit.ts';
import type { BaseSource, PromptSource, SuiteFile } from './types.ts';
import { pathInTree } from './work-tree.ts';

interface BaseFiles {
  ref: string;
  /** Paths from the working directory, as for head. */
  promptFile: string;
  suite: string;
  /** Who names the prompt: where that file names another one at the base, that is what was before. Null: nobody does. */
  namedBy: { projectFile: string; agent: string } | null;
}

/**
 * Reads the prompt and its suite as they were where the change left `ref`.
 *
 * @throws TidemarkError `invalid_input` where the ref is unknown, the clone too shallow or this no repository, and where
 *   the prompt there is no text
 */
export async function readBase(tree: WorkTree | null, { ref, ...files }: BaseFiles): Promise<BaseSource> {
  if (tree === null) {
    const told = `There is no git repository here, so there is no ${ref} to compare with. Run this in a clone, or leave out --base.`;
    throw new TidemarkError('invalid_input', told);
  }
  const commit = await mergeBase(tree.git, ref);
  return {
    ref,
    commit,
    prompt: await promptAt(tree, commit, (await nameBefore(tree, commit, files)) ?? pathOf(tree, files.promptFile)),
    suite: await suiteAt(tree, commit, files.suite),
  };
}

function pathOf(tree: WorkTree, file: string): string {
  const path = pathInTree(tree, file);
  if (path !== null) return path;
  throw new TidemarkError(
    'invalid_input',
    `${file} lies outside the repository ${tree.top}: git knows no earlier state.`,
  );
}

/** The agent's prompt as the project file named it then; null where it named none, or could not be read. */
async function nameBefore(tree: WorkTree, commit: string, { namedBy }: Pick<BaseFiles, 'namedBy'>) {
  const path = namedBy && pathInTree(tree, namedBy.projectFile);
  const entry = path === null ? null : await entryAt(tree.git, commit, path);
  if (namedBy === null || path === null || entry === null) return null;
  const [file] = (await readTexts(tree.git, [entry])).files;
  try {
    const project = file === undefined ? null : parseProject(file.text, path);
    return project?.agents.find(({ name }) => name === namedBy.agent)?.prompt ?? null;
  } catch {
    return null;
  }
}

async function promptAt({ git }: WorkTree, commit: string, path: string): Promise<PromptSource | null> {
  const entry = await entryAt(git, commit, path);
  if (entry === null || !entry.mode.startsWith('100')) return null;
  const bytes = await git.catFile(['blob', entry.id]);
  const text = promptText(`${path} at ${commit.slice(0, 12)}`, bytes);
  return { path, text, promptHash: promptHash(text) };
}

/** What is broken there is left out: a change may mend it, and head is checked in full. */
async function suiteAt(tree: WorkTree, commit: string, suite: string): Promise<SuiteFile[]> {
  const path = pathInTree(tree, suite);
  if (path === null) return [];
  const inFolder = await entriesIn(tree.git, commit, path);
  const single = /\.ya?ml$/.test(path) ? await entryAt(tree.git, commit, path) : null;
  const entries = [...inFolder, ...(single === null ? [] : [single])].filter(({ path }) => /\.ya?ml$/.test(path));
  const readable = entries.filter(({ size }) => size !== null && size <= MAX_FILE_BYTES);
  return (await readTexts(tree.git, readable)).files;
}
