import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fetchBranch, fetchRef, isPartOf, remoteHead } from '#lib/git/fetch.ts';
import { FETCH_TIMEOUT_MS, PUSH_TIMEOUT_MS } from '#lib/git/limits.ts';
import { branchRef } from '#lib/git/refs.ts';
import { entryAt } from '#lib/git/tree.ts';
import type { Git, GitAuthor, GitRemote } from '#lib/git/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';

/** One file to be put on a branch of its own. */
export interface PushOrder {
  /** New branch on the server. */
  branch: string;
  /** Branch that it is to be merged into. */
  target: string;
  /** Commit that the new branch grows from. */
  baseCommit: string;
  /** From the top of the repository. */
  path: string;
  content: string;
  message: string;
  author: GitAuthor;
}

export interface Pushed {
  commit: string;
  /** Whether the target branch holds the very file already, so that there is nothing to review. */
  isMerged: boolean;
}

/**
 * Puts a file on a branch of the server. The same order always makes the same commit, so it may be given again after any
 * failure: what is on the server already is found there and nothing is pushed twice. Nothing on the server is ever
 * overwritten.
 *
 * @throws TidemarkError `conflict` when the server's branch holds something else, or when the base is gone from the
 *   history; `invalid_input` when `path` leads through a link or a file; and as `Git.run` does.
 */
export async function pushFile(git: Git, remote: GitRemote, order: PushOrder, signal: AbortSignal): Promise<Pushed> {
  const target = await fetchBranch(git, remote, order.target, signal);
  const merged = await mergedCommit(git, target, order);
  if (merged !== null) return { commit: merged, isMerged: true };
  await fetchRef(git, remote, order.baseCommit, order.target, signal).catch((cause) => {
    if (!(cause instanceof TidemarkError) || cause.code !== 'not_found') throw cause;
    const told = `Commit ${order.baseCommit.slice(0, 12)}, which the approval saw, is gone from the server: its history was rewritten.`;
    throw new TidemarkError('conflict', told, { cause });
  });
  const commit = await commitFile(git, order);
  if (await isOnServer(git, remote, order.branch, commit, signal)) return { commit, isMerged: false };
  const ref = branchRef(order.branch);
  const push = ['push', '--quiet', '--no-verify', `--force-with-lease=${ref}:`, '--end-of-options', remote.url];
  try {
    await git.run([...push, `${commit}:${ref}`], { timeoutMs: PUSH_TIMEOUT_MS, signal });
  } catch (error) {
    // The answer may have been lost, or another worker was quicker.
    if (signal.aborted || !(await isOnServer(git, remote, order.branch, commit, signal).catch(() => false)))
      throw error;
  }
  return { commit, isMerged: false };
}

/** The commit of `target` that brought the file as ordered; null where the branch does not hold it. */
export async function mergedCommit(
  git: Git,
  target: string,
  { path, content }: Pick<PushOrder, 'path' | 'content'>,
): Promise<string | null> {
  const [entry, blob] = await Promise.all([entryAt(git, target, path), blobId(git, content)]);
  if (entry?.id !== blob) return null;
  return (await git.run(['rev-list', '--max-count=1', target, '--', path])).trim();
}

/** @throws TidemarkError `conflict` when the branch is there without the commit. */
async function isOnServer(
  git: Git,
  remote: GitRemote,
  branch: string,
  commit: string,
  signal: AbortSignal,
): Promise<boolean> {
  const head = await remoteHead(git, remote, branch, signal);
  if (head === null) return false;
  if (head === commit) return true;
  await fetchBranch(git, remote, branch, signal);
  if (await isPartOf(git, commit, head, signal)) return true;
  const told = `Branch ${branch} is on the server already, with other content. Delete it there, then try again.`;
  throw new TidemarkError('conflict', told);
}

/** Makes the commit in the clone, without a work tree: no filter, hook or link of the repository has a say. */
async function commitFile(git: Git, { baseCommit, path, content, message, author }: PushOrder): Promise<string> {
  await refuseDetours(git, baseCommit, path);
  const folder = temporaryFolder('index');
  const indexFile = join(folder, 'index');
  try {
    await git.run(['read-tree', baseCommit], { indexFile, timeoutMs: FETCH_TIMEOUT_MS });
    const blob = (await git.run(['hash-object', '-w', '--stdin'], { input: content })).trim();
    await git.run(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`], { indexFile });
    const tree = (await git.run(['write-tree'], { indexFile })).trim();
    return (await git.run(['commit-tree', tree, '-p', baseCommit, '-F', '-'], { input: message, author })).trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A link on the way would lead whoever checks the branch out to another place; a file on the way would be lost. */
async function refuseDetours(git: Git, commit: string, path: string): Promise<void> {
  const steps = path.split('/');
  for (const [index] of steps.entries()) {
    const at = steps.slice(0, index + 1).join('/');
    const entry = await entryAt(git, commit, at);
    if (entry === null) return;
    const isLast = index === steps.length - 1;
    if (isLast ? /^100(644|755)$/.test(entry.mode) : entry.mode === '040000') continue;
    const what = entry.mode === '120000' ? 'a link' : isLast ? 'no file' : 'no folder';
    throw new TidemarkError('invalid_input', `${at} is ${what} in the repository, so ${path} cannot be written.`);
  }
}

async function blobId(git: Git, content: string): Promise<string> {
  return (await git.run(['hash-object', '--stdin'], { input: content })).trim();
}
