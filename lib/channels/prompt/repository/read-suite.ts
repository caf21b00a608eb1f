import type { GitRepository } from '#generated/prisma/client.ts';
import { withClone } from '#lib/git/clone.ts';
import { fetchRef, hasCommit } from '#lib/git/fetch.ts';
import { entryAt } from '#lib/git/tree.ts';
import type { Git } from '#lib/git/types.ts';
import type { Context } from '#lib/platform/context.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { problemError } from '#lib/yaml/problem.ts';
import { parseProject } from '../project/parse.ts';
import type { PromptSource } from '../sources/types.ts';
import { promptHash } from '../task/hash.ts';
import { checkSuite } from '../task/parse.ts';
import { gitRemote } from './access.ts';
import { entriesIn, readTexts } from './tree.ts';
import type { RepositorySuite } from './types.ts';

interface ReadOptions {
  /** A branch, or a commit by its full id; the repository's branch when left out. */
  ref?: string | undefined;
  /** While the server cannot be asked, read the commit that was read last, where the clone holds it. */
  orLast?: boolean;
  signal?: AbortSignal | undefined;
}

/**
 * Fetches a repository and reads its agents, prompts and golden tasks. A reading of its own branch is noted in its row:
 * the commit, or what went wrong.
 *
 * @throws TidemarkError `not_found` for an unknown repository, branch, commit or file; `invalid_input` naming file, line
 *   and reason; `unauthenticated`, `forbidden` and `misconfigured` with what to mend; `unavailable` to try again.
 */
export async function readSuiteAt(
  ctx: Pick<Context, 'db' | 'now'>,
  repositoryId: number,
  { ref, orLast = false, signal }: ReadOptions = {},
): Promise<RepositorySuite> {
  const row = await ctx.db.gitRepository.findUnique({ where: { id: repositoryId } });
  const repository = found(row, `repository ${repositoryId}`);
  const isOwnBranch = ref === undefined || ref === repository.branch;
  const note = async (data: { commitSha?: string; syncError: string | null }) => {
    if (!isOwnBranch || signal?.aborted === true) return;
    await ctx.db.gitRepository.updateMany({ where: { id: repositoryId }, data: { ...data, syncedAt: ctx.now() } });
  };
  let unreached: unknown = null;
  try {
    const remote = gitRemote(repository);
    const suite = await withClone(repositoryId, remote, async (git) => {
      const last = orLast ? repository.commitSha : null;
      const commit = await fetchRef(git, remote, ref ?? repository.branch, repository.branch, signal).catch(
        async (error) => {
          if (last === null || !(await hasCommit(git, last))) throw error;
          unreached = error;
          return last;
        },
      );
      return suiteAt(git, commit, repository);
    });
    await note(unreached === null ? { commitSha: suite.commit, syncError: null } : { syncError: messageOf(unreached) });
    return suite;
  } catch (error) {
    await note({ syncError: messageOf(error) });
    throw error;
  }
}

/** Agents, prompts and tasks at a commit that the clone holds. @throws as {@link readSuiteAt}. */
export async function suiteAt(
  git: Git,
  commit: string,
  { projectPath }: Pick<GitRepository, 'projectPath'>,
): Promise<RepositorySuite> {
  const project = parseProject(await textAt(git, commit, projectPath), projectPath);
  const entries = (await entriesIn(git, commit, project.suite)).filter(({ path }) => /\.ya?ml$/.test(path));
  if (entries.length === 0) {
    const told = `There is no golden task in ${project.suite} at ${commit.slice(0, 12)}: add YAML files there, or name another folder in ${projectPath}.`;
    throw new TidemarkError('not_found', told);
  }
  const { files, problems } = await readTexts(git, entries);
  const checked = checkSuite(files);
  const all = [...problems, ...checked.problems];
  if (all.length > 0) throw problemError('The golden suite is not valid', all);
  const prompts = new Map<string, PromptSource>();
  for (const { name, prompt } of project.agents) {
    const text = await textAt(git, commit, prompt);
    prompts.set(name, { path: prompt, text, promptHash: promptHash(text) });
  }
  return { commit, project, suite: files, tasks: checked.tasks, prompts };
}

/** @throws TidemarkError `not_found` where there is no such file, `invalid_input` where it is no text. */
export async function textAt(git: Git, commit: string, path: string): Promise<string> {
  const entry = await entryAt(git, commit, path);
  if (entry === null) throw new TidemarkError('not_found', `There is no ${path} at ${commit.slice(0, 12)}.`);
  const { files, problems } = await readTexts(git, [entry]);
  const [file] = files;
  if (file === undefined) throw problemError(`${path} cannot be read`, problems);
  return file.text;
}
