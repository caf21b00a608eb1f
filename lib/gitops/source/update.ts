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
 * @throws TidemarkError as `fetchBranch`.
 */
export async function updateBranch(
  git: Git,
  remote: GitRemote,
  branch: string,
  signal?: AbortSignal,
): Promise<{ commit: string; history: BranchHistory }> {
  const before = await localHead(git, branch);
  if (before === null)
    return { commit: await fetchBranch(git, remote, branch, signal, ['--depth=1']), history: 'first' };
  if ((await remoteHead(git, remote, branch, signal)) === before) return { commit: before, history: 'same' };
  const since = (await commitTime(git, before)) - DATE_SLACK_SECONDS;
  try {
    const commit = await fetchBranch(git, remote, branch, signal, [`--shallow-since=${since}`]);
    return { commit, history: (await isPartOf(git, before, commit, signal)) ? 'continued' : 'rewritten' };
  } catch (error) {
    if (!(error instanceof TidemarkError) || signal?.aborted === true) throw error;
    // A server that cannot bound by time, or a head so old that nothing is left: without history it may still be had.
    const commit = await fetchBranch(git, remote, branch, signal, ['--depth=1']);
    const isOlder = (await commitTime(git, commit)) < since;
    return { commit, history: isOlder ? 'rewritten' : 'unknown' };
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

async function localHead(git: Git, branch: string): Promise<string | null> {
  const ref = branchRef(branch).replace('refs/heads/', 'refs/remotes/origin/');
  const told = await git.run(['for-each-ref', '--format=%(objectname)', ref]);
  return told.trim() === '' ? null : (told.trim().split('\n')[0] ?? null);
}
