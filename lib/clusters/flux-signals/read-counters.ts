import type { Cluster } from '#generated/prisma/client.ts';
import { recordCorrections } from '#lib/drift/record-corrections.ts';
import type { FluxCorrection } from '#lib/drift/types.ts';
import { type Db, inTransaction } from '#lib/platform/db.ts';
import { messageOf } from '#lib/platform/errors.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { PROMETHEUS_SERIES_KEPT_MS } from '#lib/policy/thresholds.ts';
import { type Counter, countersOf, type KnownCounter, type Rise, risesOf } from './counters.ts';
import { correctionsOfRises } from './explain-rises.ts';
import type { SignalJobDeps } from './judge-notification.ts';
import { askPrometheus } from './prometheus.ts';

/** Without those that Tidemark itself exports under this name: what it reads must never be what it said. */
const QUERY = 'kustomize_controller_drift_total unless on (job, instance) tidemark_build_info';

/**
 * Reads the drifts that Prometheus counted, of every cluster that has one. What cannot be read is logged and read from
 * where it was at the next look; the other clusters are read all the same.
 */
export async function readAllCounters(deps: SignalJobDeps, signal: AbortSignal): Promise<void> {
  const { ctx, log } = deps;
  const clusters = await ctx.db.cluster.findMany({ where: { enabled: true, prometheusUrl: { not: null } } });
  for (const cluster of clusters) {
    try {
      await readCounters(deps, cluster, signal);
    } catch (error) {
      signal.throwIfAborted();
      log.warn({ clusterId: cluster.id }, messageOf(error));
    }
  }
}

async function readCounters(deps: SignalJobDeps, cluster: Cluster, signal: AbortSignal): Promise<void> {
  const { ctx } = deps;
  const { id: clusterId, prometheusUrl, prometheusReadAt } = cluster;
  if (prometheusUrl === null) return;
  const outbound = createOutboundGuard(cluster.allowedAddresses);
  const counters = countersOf(await askPrometheus(prometheusUrl, QUERY, { outbound, signal }));
  const now = ctx.now();
  const before = prometheusReadAt === null ? null : await readKnown(ctx.db, clusterId, prometheusReadAt);
  const corrections = await tellRises(deps, cluster, risesOf(before, counters), signal);
  if (corrections.length > 0) await recordCorrections(ctx, corrections);
  await inTransaction(ctx.db, (tx) => store(tx, clusterId, counters, now));
}

async function tellRises(
  deps: SignalJobDeps,
  cluster: Cluster,
  rises: readonly Rise[],
  signal: AbortSignal,
): Promise<FluxCorrection[]> {
  if (rises.length === 0) return [];
  const { corrections, untold } = await correctionsOfRises(deps, cluster, rises, signal);
  if (untold.length > 0) {
    deps.log.warn({ clusterId: cluster.id, resources: untold }, 'Prometheus counts drift of what it does not name');
  }
  return corrections;
}

async function readKnown(db: Db, clusterId: number, lastLook: Date): Promise<KnownCounter[]> {
  const rows = await db.driftCounter.findMany({ where: { clusterId } });
  return rows.map(({ series, value, seenAt }) => ({ series, value, isRecent: seenAt >= lastLook }));
}

async function store(tx: Db, clusterId: number, counters: readonly Counter[], now: Date): Promise<void> {
  const series = counters.map((each) => each.series);
  const values = counters.map((each) => each.value);
  await tx.$executeRaw`
    INSERT INTO drift_counter (cluster_id, series, value, seen_at)
    SELECT ${clusterId}::int, series, value, ${now}::timestamptz
    FROM unnest(${series}::text[], ${values}::float8[]) AS counted (series, value)
    ON CONFLICT (cluster_id, series) DO UPDATE SET value = excluded.value, seen_at = excluded.seen_at`;
  const oldest = new Date(now.getTime() - PROMETHEUS_SERIES_KEPT_MS);
  await tx.driftCounter.deleteMany({ where: { clusterId, seenAt: { lt: oldest } } });
  await tx.cluster.update({ where: { id: clusterId }, data: { prometheusReadAt: now } });
}
