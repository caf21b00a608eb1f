import { listTree } from '#lib/git/tree.ts';
import { withSourceClone } from '#lib/gitops/source/clone.ts';
import { verifyCommit } from '#lib/gitops/source/signature.ts';
import type { GitSource } from '#lib/gitops/source/types.ts';
import { commitTime, updateBranch } from '#lib/gitops/source/update.ts';
import type { Trial } from '#lib/platform/trial.ts';

/**
 * Reads a git source as a comparison would, in steps: its branch, the signature if one is asked for, and folders. Nothing
 * is written on its server.
 *
 * @param open gives the source with its secret; where that cannot be opened, the first step says so
 * @param name put before each step where several sources are tried; '' for one
 * @param folders that must be there, as `cluster_source.path` has them
 * @returns the commit that may be compared with; null where there is none.
 */
export async function trySource(
  { step }: Trial,
  open: () => Omit<GitSource, 'ignore'>,
  { name = '', folders = [], signal }: { name?: string; folders?: readonly string[]; signal: AbortSignal },
): Promise<string | null> {
  const titled = (title: string) =>
    name === '' ? title : `${name}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
  const fetched = await step(titled('Fetch the branch'), async () => {
    const source = open();
    return withSourceClone(source, async (git, remote) => {
      const { commit } = await updateBranch(git, remote, source.branch, signal);
      const at = new Date((await commitTime(git, commit)) * 1000).toISOString().slice(0, 10);
      return { detail: `${source.branch} is at ${commit.slice(0, 12)} of ${at}.`, value: { source, commit } };
    });
  });
  if (fetched === undefined) return null;
  const { source, commit } = fetched;
  const { branch, signers } = source;
  if (signers !== null) {
    const isSigned = await step(titled('Check the signature'), () =>
      withSourceClone(source, async (git) => {
        const signature = await verifyCommit(git, commit, signers);
        const signer = signature.kind === 'verified' ? signature.signer : 'nobody';
        return { detail: `The commit is signed by ${signer}.`, value: true };
      }),
    );
    if (isSigned === undefined) return null;
  }
  for (const folder of folders.filter((each) => each !== '')) {
    await step(titled(`Find ${folder}`), () =>
      withSourceClone(source, async (git) => {
        const entries = await listTree(git, commit, `${folder.replace(/\/+$/, '')}/`);
        const isThere = entries.length > 0;
        return { ok: isThere, detail: isThere ? entriesIn(entries.length) : missing(folder, branch), value: null };
      }),
    );
  }
  return commit;
}

function entriesIn(count: number): string {
  return count === 1 ? 'It holds 1 file or folder.' : `It holds ${count} files and folders.`;
}

function missing(folder: string, branch: string): string {
  return `There is no folder ${folder} on ${branch}. Write it from the top of the repository.`;
}
