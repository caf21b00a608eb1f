import type { Prisma } from '#generated/prisma/client.ts';
import { pageOf, timeCursor } from '#lib/api/cursor.ts';
import type { GoldenRunListQuery } from '#lib/contract/golden/runs.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import type { Db } from '#lib/platform/db.ts';
import { GOLDEN_RUN_SELECT, toGoldenRunSummary } from './summary.ts';

/** One page of golden runs, newest first. */
export async function listGoldenRuns(
  db: Db,
  { cursor, limit, repository, pullRequest, ...filters }: GoldenRunListQuery,
): Promise<OperationResponse<'listGoldenRuns'>> {
  const runs = await db.goldenRun.findMany({
    where: { ...filters, repositoryName: repository, pullRequestUrl: pullRequest, ...after(cursor) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: GOLDEN_RUN_SELECT,
  });
  return pageOf(runs, limit, toGoldenRunSummary, (run) => timeCursor.encode([run.createdAt.toISOString(), run.id]));
}

function after(cursor: string | undefined): Prisma.GoldenRunWhereInput {
  const last = timeCursor.decode(cursor);
  if (last === undefined) return {};
  const [createdAt, id] = last;
  // The first condition alone can use the index; the second settles ties.
  return { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }] };
}
