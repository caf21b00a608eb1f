import type { Prisma } from '#generated/prisma/client.ts';
import type { SearchHit } from '#lib/contract/overview.ts';
import { routes } from '#lib/contract/routes.ts';
import { objectName } from '#lib/drift/object-key.ts';
import type { Db } from '#lib/platform/db.ts';
import { escapeLike } from '#lib/platform/like.ts';
import { DRIFT_STATE_LABEL, DRIFT_VERDICT_LABEL } from '#lib/policy/drift-labels.ts';
import { HITS } from './limits.ts';

/** Clusters by name. */
export async function clusterHits(db: Db, contains: Prisma.StringFilter): Promise<SearchHit[]> {
  const clusters = await db.cluster.findMany({
    where: { name: contains },
    orderBy: { name: 'asc' },
    take: HITS,
    select: { id: true, name: true, verdict: true },
  });
  return clusters.map(({ id, name, verdict }) => ({
    kind: 'cluster',
    id,
    title: name,
    detail: `Cluster · ${DRIFT_VERDICT_LABEL[verdict ?? 'unmeasured'].label}`,
    href: `${routes.code()}?clusterId=${id}`,
  }));
}

/** Objects that drift or once did, and flags: each word of `q` is part of the kind, namespace or name. Those that drift first. */
export async function driftObjectHits(db: Db, q: string): Promise<SearchHit[]> {
  const words = q.split(/[\s/]+/).filter((word) => word !== '');
  if (words.length === 0) return [];
  const objects = await db.driftObject.findMany({
    where: { AND: words.map(holding) },
    orderBy: [{ state: 'asc' }, { lastSeenAt: 'desc' }, { id: 'desc' }],
    take: HITS,
    select: {
      ...{ id: true, kind: true, namespace: true, name: true, state: true },
      cluster: { select: { name: true } },
      flagSource: { select: { name: true } },
    },
  });
  return objects.map(({ cluster, flagSource, state, ...object }) => ({
    kind: 'drift_object',
    id: object.id,
    title: objectName(object),
    detail: `${cluster?.name ?? flagSource?.name} · ${DRIFT_STATE_LABEL[state].label}`,
    href: flagSource === null ? routes.driftObject(object.id) : routes.flag(object.id),
  }));
}

function holding(word: string): Prisma.DriftObjectWhereInput {
  const contains = { contains: escapeLike(word), mode: 'insensitive' } as const;
  return { OR: [{ name: contains }, { namespace: contains }, { kind: contains }] };
}
