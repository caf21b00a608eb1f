import type { GitSource } from '#generated/prisma/client.ts';
import type { SourceState } from '#lib/gitops/source/types.ts';
import type { Db } from '#lib/platform/db.ts';
import { storable } from '#lib/runs/storable.ts';

/** What reading a git source came to: the head of its branch, or why it could not be read. */
export type GitRead = Pick<SourceState, 'head' | 'fetchedAt' | 'problem'> | { problem: string };

/** Notes what was read of a git source, unless it was pointed elsewhere meanwhile. The last good commit outlives a problem. */
export async function recordGitRead(
  db: Db,
  { id, url, branch }: Pick<GitSource, 'id' | 'url' | 'branch'>,
  read: GitRead,
): Promise<void> {
  const good = 'head' in read && read.problem === null && read.head !== null;
  await db.gitSource.updateMany({
    where: { id, url, branch },
    data: {
      problem: read.problem === null ? null : storable(read.problem),
      ...(good && { commitSha: read.head, fetchedAt: read.fetchedAt }),
    },
  });
}
