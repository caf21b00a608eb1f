import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hasCommit, remoteHead } from '#lib/git/fetch.ts';
import type { Git, GitRemote } from '#lib/git/types.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { withSourceClone } from './clone.ts';
import { materialise } from './materialise.ts';
import { verifyCommit } from './signature.ts';
import type { Checkout, GitSource, LastGood, SourceState } from './types.ts';
import { commitTime, ensureCommit, updateBranch } from './update.ts';

interface CheckoutOptions {
  /** Taken while git cannot be read, where the clone still holds it; null where nothing was read before. */
  last: LastGood | null;
  /** A commit other than the head of the branch, such as the one that Flux applied last. */
  commit?: string | undefined;
  /** Whether the files of a commit are needed; the folder stays empty where not. Always where it is left out. */
  isNeeded?: ((commit: string) => boolean) | undefined;
  now: () => Date;
  /** Where clones are kept; in the data folder when left out. */
  clones?: string | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Does `work` with the files of a source's commit, in a folder that is gone afterwards. While git cannot be read, or the
 * new commit is not signed as asked for, it is the last good commit, and the state says why and how old it is.
 *
 * @throws TidemarkError as git, `verifyCommit` and `materialise` do where there is no last good commit.
 */
export async function withCheckout<T>(
  source: GitSource,
  options: CheckoutOptions,
  work: (checkout: Checkout) => Promise<T>,
): Promise<T> {
  const folder = temporaryFolder('checkout');
  const files = join(folder, 'files');
  try {
    const { state, skipped } = await withCommit(source, options, async (git, found) => {
      // A clone that turns out to be broken is made anew, and this is done once more.
      rmSync(files, { recursive: true, force: true });
      mkdirSync(files);
      if (options.isNeeded?.(found.commit) === false) return { state: found, skipped: [] };
      return { state: found, skipped: await materialise(git, found.commit, files, source.ignore) };
    });
    return await work({ folder: files, state, skipped });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Does `work` with the clone of a source that holds the commit as {@link withCheckout} takes it; should the clone be
 * broken, once more.
 *
 * @throws TidemarkError as git and `verifyCommit` do where there is no last good commit.
 */
export function withCommit<T>(
  source: Omit<GitSource, 'ignore'>,
  options: CheckoutOptions,
  work: (git: Git, state: SourceState) => Promise<T>,
): Promise<T> {
  return withSourceClone(
    source,
    async (git, remote) => work(git, await readState(git, remote, source, options)),
    options.clones,
  );
}

/**
 * The commit at the head of a source's branch, asked of the server alone; null where there is no such branch.
 *
 * @throws TidemarkError where git cannot be read.
 */
export function readHead(
  source: Omit<GitSource, 'ignore'>,
  { clones, signal }: Pick<CheckoutOptions, 'clones' | 'signal'>,
): Promise<string | null> {
  return withSourceClone(source, (git, remote) => remoteHead(git, remote, source.branch, signal), clones);
}

async function readState(
  git: Git,
  remote: GitRemote,
  source: Omit<GitSource, 'ignore'>,
  { last, commit: asked, now, signal }: CheckoutOptions,
): Promise<SourceState> {
  try {
    const head = await updateBranch(git, remote, source.branch, signal);
    if (asked !== undefined) await ensureCommit(git, remote, asked, signal);
    const commit = asked ?? head.commit;
    const signature = await verifyCommit(git, commit, source.signers);
    const seconds = commit === head.commit ? head.committedAt : await commitTime(git, commit);
    const committedAt = new Date(seconds * 1000);
    const { history } = head;
    return { commit, head: head.commit, committedAt, fetchedAt: now(), history, signature, problem: null };
  } catch (error) {
    const commit = asked ?? last?.commit;
    const isKept = error instanceof TidemarkError && last !== null && commit !== undefined;
    if (!isKept || signal?.aborted === true || !(await hasCommit(git, commit))) throw error;
    const signature = await verifyCommit(git, commit, source.signers);
    const committedAt = new Date((await commitTime(git, commit)) * 1000);
    const { fetchedAt } = last;
    const problem = messageOf(error);
    return { commit, head: null, committedAt, fetchedAt, history: 'unknown', signature, problem };
  }
}
