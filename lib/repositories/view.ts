import type { Prisma } from '#generated/prisma/client.ts';
import { nameCursor, pageOf } from '#lib/api/cursor.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import type { RepositoryView } from '#lib/contract/repositories.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';

const REPOSITORY_INCLUDE = {
  gateway: { select: { id: true, name: true, isDemo: true } },
} as const satisfies Prisma.GitRepositoryInclude;

type RepositoryRow = Prisma.GitRepositoryGetPayload<{ include: typeof REPOSITORY_INCLUDE }>;

/** One page of repositories, by name. */
export async function listRepositories(
  db: Db,
  { cursor, limit }: OperationQuery<'listRepositories'>,
): Promise<OperationResponse<'listRepositories'>> {
  const [lastName] = nameCursor.decode(cursor) ?? [];
  const rows = await db.gitRepository.findMany({
    where: lastName === undefined ? {} : { name: { gt: lastName } },
    orderBy: { name: 'asc' },
    take: limit + 1,
    include: REPOSITORY_INCLUDE,
  });
  const pending = await pendingByRepository(
    db,
    rows.map(({ id }) => id),
  );
  const view = (row: RepositoryRow) => toRepositoryView(row, pending.get(row.id) ?? 0);
  return pageOf(rows, limit, view, (row) => nameCursor.encode([row.name, row.id]));
}

/** @throws TidemarkError `not_found`. */
export async function getRepositoryView(db: Db, repositoryId: number): Promise<RepositoryView> {
  const row = await db.gitRepository.findUnique({ where: { id: repositoryId }, include: REPOSITORY_INCLUDE });
  const pending = await pendingByRepository(db, [repositoryId]);
  return toRepositoryView(found(row, `repository ${repositoryId}`), pending.get(repositoryId) ?? 0);
}

/** Leaves the token behind, sealed or not: only whether there is one may leave the process. */
function toRepositoryView(
  { encryptedToken, gatewayId: _, createdAt, syncedAt, ...columns }: RepositoryRow,
  pendingPublications: number,
): RepositoryView {
  return {
    ...columns,
    hasToken: encryptedToken !== null,
    pendingPublications,
    syncedAt: syncedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

async function pendingByRepository(db: Db, ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await db.$queryRaw<{ repositoryId: number; count: number }[]>`
    SELECT source.repository_id AS "repositoryId", count(*)::int AS count
    FROM publication
    JOIN candidate ON candidate.id = publication.candidate_id
    JOIN langfuse_source AS source ON source.id = candidate.source_id
    WHERE publication.state = 'pending' AND source.repository_id = ANY(${[...ids]}::int[])
    GROUP BY source.repository_id`;
  return new Map(rows.map(({ repositoryId, count }) => [repositoryId, count]));
}
