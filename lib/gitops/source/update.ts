import { fetchBranch, hasCommit, isPartOf, remoteHead } from '#lib/git/fetch.ts';
import { branchRef } from '#lib/git/refs.ts';
import type { Git, GitRemote } from '#lib/git/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import type { BranchHistory } from './types.ts';

/** Commits in a row can bear dates that are not: so much earlier, in seconds, the history is asked from. */
const DATE_SLACK_SECONDS = 86_400;

/**
 * Brings the head of a branch into a shallow clone, and no more history than tells whether it was rewritten.
 *
 * @returns the head, when it was committed in seconds since 1970, and how it continues what the clone had.
 * @throws TidemarkError as `fetchBranch`.
 */
export async function updateBranch(
  git: Git,
  remote: GitRemote,
  branch: string,
  signal?: AbortSignal,
): Promise<{ commit: string; history: BranchHistory; committedAt: number }> {
  const before = await localHead(git, branch);
  if (before === null) {
    const commit = await fetchBranch(git, remote, branch, signal, ['--depth=1']);
    return { commit, history: 'first', committedAt: await commitTime(git, commit) };
  }
  if ((await remoteHead(git, remote, branch, signal)) === before.commit) return { ...before, history: 'same' };
  const since = before.committedAt - DATE_SLACK_SECONDS;
  try {
    const commit = await fetchBranch(git, remote, branch, signal, [`--shallow-since=${since}`]);
    const history = (await isPartOf(git, before.commit, commit, signal)) ? 'continued' : 'rewritten';
    return { commit, history, committedAt: await commitTime(git, commit) };
  } catch (error) {
    if (!(error instanceof TidemarkError) || signal?.aborted === true) throw error;
    // A server that cannot bound by time, or a head so old that nothing is left: without history it may still be had.
    const commit = await fetchBranch(git, remote, branch, signal, ['--depth=1']);
    const committedAt = await commitTime(git, commit);
    return { commit, history: committedAt < since ? 'rewritten' : 'unknown', committedAt };
  }
}

/** Brings one commit into the clone. @throws TidemarkError where the server does not give it. */
export async function ensureCommit(git: Git, remote: GitRemote, commit: string, signal?: AbortSignal): Promise<void> {
  if (await hasCommit(git, commit, signal)) return;
  const args = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--depth=1'];
  await git.run([...args, '--end-of-options', remote.url, commit], signal === undefined ? {} : { signal });
}

/** When a commit was made, in seconds since 1970. */
export async function commitTime(git: Git, commit: string): Promise<number> {
  return Number((await git.run(['log', '-1', '--format=%ct', commit, '--'])).trim());
}

/** The head of a branch as the clone knows it; null where it does not. */
async function localHead(git: Git, branch: string): Promise<{ commit: string; committedAt: number } | null> {
  const ref = branchRef(branch).replace('refs/heads/', 'refs/remotes/origin/');
  const told = await git.run(['for-each-ref', '--format=%(objectname) %(committerdate:unix)', ref]);
  const [commit, committedAt] = told.split('\n')[0]?.split(' ') ?? [];
  return commit === undefined || committedAt === undefined ? null : { commit, committedAt: Number(committedAt) };
}
