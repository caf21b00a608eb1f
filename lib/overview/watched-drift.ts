import { staleReason } from '#lib/clusters/registry/staleness.ts';
import type { DriftChannel } from '#lib/drift/types.ts';
import type { Db } from '#lib/platform/db.ts';
import type { Watched } from './channel-cards.ts';
import { driftState, flagsStaleReason, nextLookAt } from './drift-state.ts';

/** What both channels of objects watch, and when they look next. */
export interface WatchedDrift {
  clusters: Record<DriftChannel, Watched[]>;
  flagds: Watched[];
  nextLookAt: Date | null;
}

/** Every enabled cluster and flagd with its present state; clusters hold objects of both channels. */
export async function watchedDrift(db: Db, now: Date): Promise<WatchedDrift> {
  const [clusters, flagSources, scans, drifting] = await Promise.all([
    db.cluster.findMany({ where: { enabled: true }, orderBy: { name: 'asc' } }),
    db.flagSource.findMany({ where: { enabled: true }, orderBy: { name: 'asc' } }),
    db.clusterScan.findMany({
      where: { status: 'finished' },
      orderBy: [{ clusterId: 'asc' }, { createdAt: 'desc' }, { id: 'desc' }],
      distinct: ['clusterId'],
      select: { clusterId: true, notCompared: true },
    }),
    driftingSince(db),
  ]);
  const inChannel = (channel: DriftChannel) =>
    clusters.map((cluster): Watched => {
      const left = scans.find(({ clusterId }) => clusterId === cluster.id)?.notCompared;
      return {
        name: cluster.name,
        lastMeasuredAt: cluster.checkedAt ?? cluster.comparedAt,
        ...driftState({
          ...cluster,
          staleReason: staleReason(cluster, now),
          notCompared: Array.isArray(left) ? left.length : 0,
          driftedSince: drifting.get(`cluster ${cluster.id} ${channel}`) ?? null,
        }),
      };
    });
  return {
    clusters: { code: inChannel('code'), config: inChannel('config') },
    flagds: flagSources.map((source) => ({
      name: source.name,
      lastMeasuredAt: source.comparedAt,
      ...driftState({
        ...source,
        staleReason: flagsStaleReason(source, now),
        notCompared: Array.isArray(source.notCompared) ? source.notCompared.length : 0,
        driftedSince: drifting.get(`flagd ${source.id} config`) ?? null,
      }),
    })),
    nextLookAt: nextLookAt(
      [
        ...clusters.map(({ checkedAt, comparedAt, ...each }) => ({ ...each, lookedAt: checkedAt ?? comparedAt })),
        ...flagSources.map(({ comparedAt, ...each }) => ({ ...each, lookedAt: comparedAt })),
      ],
      now,
    ),
  };
}

interface DriftingRow {
  cluster_id: number | null;
  flag_source_id: number | null;
  channel: DriftChannel;
  since: Date;
}

/** When the oldest drift that goes on began, by owner and channel; what ignore rules hide altogether is none. */
async function driftingSince(db: Db): Promise<Map<string, Date>> {
  const rows = await db.$queryRaw<DriftingRow[]>`
    SELECT object.cluster_id, object.flag_source_id, object.channel::text AS channel,
      min(coalesce(occurrence.first_seen_at, object.first_seen_at)) AS since
    FROM drift_object AS object
    LEFT JOIN drift_occurrence AS occurrence ON occurrence.object_id = object.id AND occurrence.corrected_at IS NULL
    WHERE object.state = 'drifted'
    GROUP BY object.cluster_id, object.flag_source_id, object.channel`;
  return new Map(
    rows.map(({ cluster_id, flag_source_id, channel, since }) => [
      cluster_id === null ? `flagd ${flag_source_id} ${channel}` : `cluster ${cluster_id} ${channel}`,
      since,
    ]),
  );
}
