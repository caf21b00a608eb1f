import type { Db } from '#lib/platform/db.ts';

/** At most `limit` clusters by name, for choosing one. */
export function clusterNames(db: Db, limit: number): Promise<{ id: number; name: string }[]> {
  return db.cluster.findMany({ orderBy: { name: 'asc' }, take: limit, select: { id: true, name: true } });
}
