import { TidemarkError } from '#lib/platform/errors.ts';
import { FETCH_TIMEOUT_MS, LIST_REMOTE_TIMEOUT_MS, LOCAL_TIMEOUT_MS } from './limits.ts';
import { branchRef, isCommitId } from './refs.ts';
import type { Git, GitRemote } from './types.ts';

const FETCH = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-gc'];

/**
 * Brings a branch of the server into the clone.
 *
 * @param bounds Options of git that leave history out, such as `--depth=1`.
 * @returns the commit at its head.
 * @throws TidemarkError `not_found` when the server has no such branch, and as `Git.run` does.
 */
export async function fetchBranch(
  git: Git,
  { url }: GitRemote,
  branch: string,
  signal?: AbortSignal,
  bounds: readonly string[] = [],
): Promise<string> {
  const local = `refs/remotes/origin/${branch}`;
  const spec = `+${branchRef(branch)}:${local}`;
  await git
    .run([...FETCH, ...bounds, '--end-of-options', url, spec], options(FETCH_TIMEOUT_MS, signal))
    .catch((error) => {
      if (!(error instanceof TidemarkError) || error.code !== 'not_found' || !/remote ref/.test(error.message))
        throw error;
      const told = `There is no branch ${branch} on the server. Push it, or name another branch in the settings.`;
      throw new TidemarkError('not_found', told, { cause: error });
    });
  return (
    await git.run(['rev-parse', '--verify', '--end-of-options', `${local}^{commit}`], options(LOCAL_TIMEOUT_MS, signal))
  ).trim();
}

/**
 * Brings a branch, or a commit by its full id, into the clone and gives the commit.
 *
 * @param fallback Branch that is fetched first where `ref` is a commit: most servers give no commit by its id.
 */
export async function fetchRef(
  git: Git,
  remote: GitRemote,
  ref: string,
  fallback: string,
  signal?: AbortSignal,
): Promise<string> {
  if (!isCommitId(ref)) return fetchBranch(git, remote, ref, signal);
  if (await hasCommit(git, ref, signal)) return ref;
  await fetchBranch(git, remote, fallback, signal);
  if (await hasCommit(git, ref, signal)) return ref;
  await git.run([...FETCH, '--end-of-options', remote.url, ref], options(FETCH_TIMEOUT_MS, signal));
  return ref;
}

/** The commit at the head of a branch of the server; null where there is no such branch. */
export async function remoteHead(
  git: Git,
  { url }: GitRemote,
  branch: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const ref = branchRef(branch);
  const listed = await git.run(['ls-remote', '--end-of-options', url, ref], options(LIST_REMOTE_TIMEOUT_MS, signal));
  const line = listed.split('\n').find((each) => each.endsWith(`\t${ref}`));
  return line?.split('\t')[0] ?? null;
}

/** Whether the clone holds the commit. */
export async function hasCommit(git: Git, commit: string, signal?: AbortSignal): Promise<boolean> {
  const told = await git.run(['cat-file', '--batch-check'], {
    input: `${commit}\n`,
    ...options(LOCAL_TIMEOUT_MS, signal),
  });
  return told.startsWith(`${commit} commit `);
}

/** Whether `commit` is part of the history of `head`; the clone holds both. */
export async function isPartOf(git: Git, commit: string, head: string, signal?: AbortSignal): Promise<boolean> {
  const left = await git.run(['rev-list', '--max-count=1', commit, `^${head}`], options(LOCAL_TIMEOUT_MS, signal));
  return left.trim() === '';
}

function options(timeoutMs: number, signal: AbortSignal | undefined) {
  return signal === undefined ? { timeoutMs } : { timeoutMs, signal };
}
