import { z } from 'zod';
import type { Cluster } from '#generated/prisma/client.ts';
import type { Verdict } from '#lib/contract/common.ts';
import { findingKind } from '#lib/contract/drift/clusters.ts';
import type { FindingKind } from '#lib/kubernetes/compare/types.ts';
import type { Db } from '#lib/platform/db.ts';

/** Where a cluster under watch stands, and what its comparisons came to. */
export interface ClusterFacts {
  cluster: string;
  /** Null before the first comparison. */
  verdict: Verdict | null;
  /** Seconds since it was last looked at, and since all of it was last compared; since it was added where it never was. */
  checkedAgeSeconds: number;
  comparedAgeSeconds: number;
  /** Of the last comparison of the whole that was finished; null before the first. */
  lastScan: { objects: number; notCompared: number; durationSeconds: number } | null;
  comparisons: Record<Verdict | 'cancelled' | 'failed', number>;
  /** Findings that count now. */
  findings: Record<FindingKind, number>;
  /** Objects that drift now, and those in which only ignored differences are left. */
  objects: Record<'drifted' | 'ignored', number>;
}

/** Reads the facts of every enabled cluster; a fixed number of queries. */
export async function readClusterFacts(db: Db, now: Date): Promise<ClusterFacts[]> {
  const [clusters, scans, ended, findings, objects] = await Promise.all([
    db.cluster.findMany({ where: { enabled: true }, orderBy: { id: 'asc' } }),
    readLastScans(db),
    db.clusterScan.groupBy({
      by: ['clusterId', 'status', 'verdict'],
      where: { status: { in: ['finished', 'cancelled', 'failed'] } },
      _count: true,
    }),
    readFindings(db),
    db.driftObject.groupBy({ by: ['clusterId', 'state'], where: { clusterId: { not: null } }, _count: true }),
  ]);
  const lastScans = new Map(scans.map(({ clusterId, ...scan }) => [clusterId, scan]));
  return clusters.map((cluster) => {
    const { id } = cluster;
    const comparisons = { stable: 0, drifted: 0, calibrating: 0, unmeasured: 0, cancelled: 0, failed: 0 };
    for (const { clusterId, status, verdict, _count } of ended) {
      if (clusterId !== id) continue;
      if (status === 'cancelled' || status === 'failed') comparisons[status] += _count;
      else if (verdict !== null) comparisons[verdict] += _count;
    }
    const ofState = (state: 'drifted' | 'ignored') =>
      objects.find((group) => group.clusterId === id && group.state === state)?._count ?? 0;
    return {
      cluster: cluster.name,
      verdict: cluster.verdict,
      ...agesOf(cluster, now),
      lastScan: lastScans.get(id) ?? null,
      comparisons,
      findings: countsOf(findings.filter(({ clusterId }) => clusterId === id)),
      objects: { drifted: ofState('drifted'), ignored: ofState('ignored') },
    };
  });
}

function agesOf({ comparedAt, checkedAt, createdAt }: Cluster, now: Date) {
  const ageOf = (at: Date) => Math.max(0, (now.getTime() - at.getTime()) / 1000);
  const compared = comparedAt ?? createdAt;
  return { checkedAgeSeconds: ageOf(checkedAt ?? compared), comparedAgeSeconds: ageOf(compared) };
}

function readLastScans(db: Db) {
  return db.$queryRaw<
    { clusterId: number; objects: number; notCompared: number; durationSeconds: number }[]
  >`SELECT DISTINCT ON (cluster_id) cluster_id AS "clusterId", objects,
      jsonb_array_length(not_compared) AS "notCompared",
      extract(epoch FROM finished_at - coalesce(started_at, created_at))::float8 AS "durationSeconds"
    FROM cluster_scan WHERE status = 'finished'
    ORDER BY cluster_id, finished_at DESC, id DESC`;
}

interface FindingCount {
  clusterId: number;
  kind: string;
  count: number;
}

function readFindings(db: Db) {
  return db.$queryRaw<FindingCount[]>`
    SELECT object.cluster_id AS "clusterId", finding ->> 'kind' AS kind, count(*)::int AS count
    FROM drift_object AS object CROSS JOIN LATERAL jsonb_array_elements(object.findings) AS finding
    WHERE object.cluster_id IS NOT NULL AND object.state = 'drifted' AND finding ->> 'ignoredBy' IS NULL
    GROUP BY object.cluster_id, finding ->> 'kind'`;
}

const kinds = z.record(findingKind, z.number());

function countsOf(counts: readonly FindingCount[]): Record<FindingKind, number> {
  return kinds.parse(
    Object.fromEntries(
      findingKind.options.map((kind) => [kind, counts.find((each) => each.kind === kind)?.count ?? 0]),
    ),
  );
}
