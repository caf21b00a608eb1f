import type { Prisma } from '#generated/prisma/client.ts';
import { pageOf, timeCursor } from '#lib/api/cursor.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import type { RunListQuery } from '#lib/contract/runs.ts';
import type { Db } from '#lib/platform/db.ts';
import { RUN_SUMMARY_SELECT, toRunSummary } from './summary.ts';

/** One page of runs, newest first. */
export async function listRuns(db: Db, query: RunListQuery): Promise<OperationResponse<'listRuns'>> {
  const { cursor, limit, ...filters } = query;
  const runs = await db.run.findMany({
    where: { ...filters, ...after(cursor) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: RUN_SUMMARY_SELECT,
  });
  return pageOf(runs, limit, toRunSummary, (run) => timeCursor.encode([run.createdAt.toISOString(), run.id]));
}

function after(cursor: string | undefined): Prisma.RunWhereInput {
  const last = timeCursor.decode(cursor);
  if (last === undefined) return {};
  const [createdAt, id] = last;
  // The first condition alone can use the index; the second settles ties.
  return { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }] };
}
