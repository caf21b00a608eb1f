import type { Prisma } from '#generated/prisma/client.ts';
import type { Db } from '#lib/platform/db.ts';

const WITH_SOURCES = {
  sources: { include: { source: true }, orderBy: { id: 'asc' } },
} as const satisfies Prisma.ClusterInclude;

/** A cluster with the git sources that it is compared with. */
export type ClusterWithSources = Prisma.ClusterGetPayload<{ include: typeof WITH_SOURCES }>;

/** Null where it is gone. */
export function loadCluster(db: Db, clusterId: number): Promise<ClusterWithSources | null> {
  return db.cluster.findUnique({ where: { id: clusterId }, include: WITH_SOURCES });
}
