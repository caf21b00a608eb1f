import type { Prisma } from '#generated/prisma/client.ts';
import { nameCursor, pageOf } from '#lib/api/cursor.ts';
import type { GitSourceView } from '#lib/contract/drift/git-sources.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';

const NAME = { select: { name: true } } as const;

const INCLUDE = {
  clusters: { select: { cluster: NAME } },
  flagSources: NAME,
} as const satisfies Prisma.GitSourceInclude;

type Row = Prisma.GitSourceGetPayload<{ include: typeof INCLUDE }>;

/** One page of git sources, by name. */
export async function listGitSources(
  db: Db,
  { cursor, limit }: OperationQuery<'listGitSources'>,
): Promise<OperationResponse<'listGitSources'>> {
  const [lastName] = nameCursor.decode(cursor) ?? [];
  const rows = await db.gitSource.findMany({
    where: lastName === undefined ? {} : { name: { gt: lastName } },
    orderBy: { name: 'asc' },
    take: limit + 1,
    include: INCLUDE,
  });
  return pageOf(rows, limit, toView, (row) => nameCursor.encode([row.name, row.id]));
}

/** @throws TidemarkError `not_found`. */
export async function getGitSourceView(db: Db, id: number): Promise<GitSourceView> {
  return toView(found(await db.gitSource.findUnique({ where: { id }, include: INCLUDE }), `git source ${id}`));
}

/** Leaves the secret behind, sealed or not: only whether there is one may leave the process. */
function toView({ encryptedSecret, clusters, flagSources, fetchedAt, createdAt, ...columns }: Row): GitSourceView {
  const users = [...clusters.map(({ cluster }) => cluster), ...flagSources].map(({ name }) => name);
  return {
    ...columns,
    hasSecret: encryptedSecret !== null,
    fetchedAt: fetchedAt?.toISOString() ?? null,
    usedBy: [...new Set(users)].toSorted(),
    createdAt: createdAt.toISOString(),
  };
}
