import { fetchBranch, hasCommit, isPartOf, remoteHead } from '#lib/git/fetch.ts';
import type { Git, GitRemote } from '#lib/git/types.ts';
import { mergedCommit } from './push-file.ts';

/** A file that was pushed to a branch of its own. */
interface PushedFile {
  branch: string;
  /** Branch that it is to be merged into. */
  target: string;
  path: string;
  content: string;
  /** Null where it is not known. */
  commit: string | null;
}

/**
 * What has become of a pushed branch without a pull request: merged as soon as the target holds commit or file, closed
 * when the branch is gone.
 *
 * @throws TidemarkError as `Git.run` does.
 */
export async function branchState(
  git: Git,
  remote: GitRemote,
  { branch, target, path, content, commit }: PushedFile,
  signal: AbortSignal,
): Promise<'merged' | 'closed' | 'pushed'> {
  const head = await fetchBranch(git, remote, target, signal);
  const isThere = (await mergedCommit(git, head, { path, content })) !== null;
  const isKnown = commit !== null && (await hasCommit(git, commit, signal));
  if (isThere || (isKnown && (await isPartOf(git, commit, head, signal)))) return 'merged';
  return (await remoteHead(git, remote, branch, signal)) === null ? 'closed' : 'pushed';
}
