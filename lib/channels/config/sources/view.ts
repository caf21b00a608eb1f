import { z } from 'zod';
import type { Prisma } from '#generated/prisma/client.ts';
import { nameCursor, pageOf } from '#lib/api/cursor.ts';
import { notComparedView } from '#lib/contract/drift/clusters.ts';
import type { FlagSourceView } from '#lib/contract/drift/flags.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';

const INCLUDE = {
  source: { select: { id: true, name: true, access: true, url: true } },
  _count: { select: { objects: { where: { state: 'drifted' } } } },
} as const satisfies Prisma.FlagSourceInclude;

type Row = Prisma.FlagSourceGetPayload<{ include: typeof INCLUDE }>;

/** One page of flagds, by name. */
export async function listFlagSources(
  db: Db,
  { cursor, limit }: OperationQuery<'listFlagSources'>,
): Promise<OperationResponse<'listFlagSources'>> {
  const [lastName] = nameCursor.decode(cursor) ?? [];
  const rows = await db.flagSource.findMany({
    where: lastName === undefined ? {} : { name: { gt: lastName } },
    orderBy: { name: 'asc' },
    take: limit + 1,
    include: INCLUDE,
  });
  return pageOf(rows, limit, toView, (row) => nameCursor.encode([row.name, row.id]));
}

/** @throws TidemarkError `not_found`. */
export async function getFlagSourceView(db: Db, id: number): Promise<FlagSourceView> {
  return toView(found(await db.flagSource.findUnique({ where: { id }, include: INCLUDE }), `flagd ${id}`));
}

function toView(row: Row): FlagSourceView {
  const { _count, sourceId: _, source, notCompared, comparedAt, createdAt, ...others } = row;
  const { flagsHash: _hash, flagsSince: _since, commitBefore: _before, ...columns } = others;
  return {
    ...columns,
    source: { id: source.id, name: source.name, canPublish: canPush(source) },
    drifted: _count.objects,
    notCompared: z.array(notComparedView).parse(notCompared),
    comparedAt: comparedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

/** Without credentials https servers take no push; ssh may use the keys of the account, a folder none. */
export function canPush({ access, url }: { access: 'none' | 'token' | 'ssh'; url: string }): boolean {
  return access !== 'none' || !/^https?:/.test(url);
}
