import type { SourceState } from '#lib/gitops/source/types.ts';
import type { Db } from '#lib/platform/db.ts';
import { storable } from '#lib/runs/storable.ts';

/** Keeps what was seen of a git source when it was read. */
export async function noteRead(
  db: Db,
  sourceId: number,
  read: { state: SourceState } | { problem: string },
): Promise<void> {
  const problem = 'state' in read ? read.state.problem : read.problem;
  const good = 'state' in read && read.state.problem === null ? read.state : null;
  await db.gitSource.updateMany({
    where: { id: sourceId },
    data: {
      problem: problem === null ? null : storable(problem),
      ...(good?.head != null && { commitSha: good.head, fetchedAt: good.fetchedAt }),
    },
  });
}
