import type { Prisma } from '#generated/prisma/client.ts';
import { nameCursor, pageOf } from '#lib/api/cursor.ts';
import type { ClusterView } from '#lib/contract/drift/clusters.ts';
import type { OperationQuery, OperationResponse } from '#lib/contract/operations.ts';
import type { Clock } from '#lib/platform/clock.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { ACTIVE_SCAN } from '../scans/start.ts';
import { CLUSTER_SCAN_INCLUDE, toClusterScanDetail, toClusterScanView } from '../scans/view.ts';
import { staleReason } from './staleness.ts';

const INCLUDE = {
  sources: { orderBy: { id: 'asc' }, include: { source: { select: { id: true, name: true } } } },
} as const satisfies Prisma.ClusterInclude;

type Row = Prisma.ClusterGetPayload<{ include: typeof INCLUDE }>;

/** What is known of a cluster besides its settings. */
type Standing = Pick<ClusterView, 'drifted' | 'ignored' | 'lastScan' | 'activeScan'>;

interface Reading {
  db: Db;
  now: Clock;
}

/** One page of clusters, by name. */
export async function listClusters(
  { db, now }: Reading,
  { cursor, limit }: OperationQuery<'listClusters'>,
): Promise<OperationResponse<'listClusters'>> {
  const [lastName] = nameCursor.decode(cursor) ?? [];
  const rows = await db.cluster.findMany({
    where: lastName === undefined ? {} : { name: { gt: lastName } },
    orderBy: { name: 'asc' },
    take: limit + 1,
    include: INCLUDE,
  });
  const standings = await standingsOf(db, rows);
  const view = (row: Row) => toView(row, standings.get(row.id) ?? NOTHING_KNOWN, now());
  return pageOf(rows, limit, view, (row) => nameCursor.encode([row.name, row.id]));
}

/** @throws TidemarkError `not_found`. */
export async function getCluster({ db, now }: Reading, id: number): Promise<ClusterView> {
  const row = found(await db.cluster.findUnique({ where: { id }, include: INCLUDE }), `cluster ${id}`);
  return toView(row, (await standingsOf(db, [row])).get(id) ?? NOTHING_KNOWN, now());
}

const NOTHING_KNOWN: Standing = { drifted: 0, ignored: 0, lastScan: null, activeScan: null };

/** Leaves credentials behind, sealed or not: only whether there are any may leave the process. */
function toView(row: Row, standing: Standing, now: Date): ClusterView {
  const { id, name, access, server, namespaces, isStrict, isWatched, intervalSeconds, allowedAddresses } = row;
  const { usesDryRun, prometheusUrl, enabled, isDemo, verdict, reason, encryptedWebhookSecret, watchedUntil } = row;
  return {
    ...{ id, name, access, server, namespaces, isStrict, isWatched, intervalSeconds, allowedAddresses },
    ...{ usesDryRun, prometheusUrl, enabled, isDemo, verdict, reason },
    ...standing,
    sources: row.sources.map(({ source, path, manager }) => ({ source, path, manager })),
    hasWebhookSecret: encryptedWebhookSecret !== null,
    webhookPath: `/api/flux-events/${id}`,
    comparedAt: row.comparedAt?.toISOString() ?? null,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    staleReason: staleReason(row, now),
    isBeingWatched: watchedUntil !== null && watchedUntil > now,
    createdAt: row.createdAt.toISOString(),
  };
}

async function standingsOf(db: Db, rows: readonly Row[]): Promise<Map<number, Standing>> {
  const clusterId = { in: rows.map(({ id }) => id) };
  const [counts, ended, active] = await Promise.all([
    db.driftObject.groupBy({
      by: ['clusterId', 'state'],
      where: { clusterId, state: { in: ['drifted', 'ignored'] } },
      _count: true,
    }),
    db.clusterScan.findMany({
      where: { clusterId, status: 'finished' },
      orderBy: [{ clusterId: 'asc' }, { createdAt: 'desc' }, { id: 'desc' }],
      distinct: ['clusterId'],
      include: CLUSTER_SCAN_INCLUDE,
    }),
    db.clusterScan.findMany({
      where: { clusterId, status: { in: [...ACTIVE_SCAN] } },
      include: CLUSTER_SCAN_INCLUDE,
    }),
  ]);
  const countOf = (id: number, state: string) =>
    counts.find((each) => each.clusterId === id && each.state === state)?._count ?? 0;
  return new Map(
    rows.map(({ id }) => {
      const last = ended.find((scan) => scan.clusterId === id);
      const going = active.find((scan) => scan.clusterId === id);
      return [
        id,
        {
          drifted: countOf(id, 'drifted'),
          ignored: countOf(id, 'ignored'),
          lastScan: last === undefined ? null : toClusterScanDetail(last),
          activeScan: going === undefined ? null : toClusterScanView(going),
        },
      ];
    }),
  );
}
