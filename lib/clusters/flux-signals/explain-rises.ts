import type { Cluster } from '#generated/prisma/client.ts';
import type { FluxCorrection } from '#lib/drift/types.ts';
import { formatCount } from '#lib/format/numbers.ts';
import type { ObjectRef } from '#lib/kubernetes/types.ts';
import type { Db } from '#lib/platform/db.ts';
import { channelOfKind } from '#lib/policy/drift-rules.ts';
import { PROMETHEUS_LAG_MS } from '#lib/policy/thresholds.ts';
import { type Rise, readResource } from './counters.ts';
import { clientOf, type SignalJobDeps } from './judge-notification.ts';
import { refOf } from './ref-of.ts';

/** How what only Prometheus told of begins. */
const NOTE = 'Prometheus:';

/**
 * The drifts that only Prometheus tells of: those that no occurrence since about the last look explains. A rise by several
 * is one occurrence, as nobody knows when the others were.
 *
 * @returns also the resources that cannot be told apart: no object is named, or several kinds are called so.
 */
export async function correctionsOfRises(
  deps: SignalJobDeps,
  cluster: Cluster,
  rises: readonly Rise[],
  signal: AbortSignal,
): Promise<{ corrections: FluxCorrection[]; untold: string[] }> {
  const { ctx } = deps;
  const now = ctx.now();
  const corrections: FluxCorrection[] = [];
  const untold: string[] = [];
  const named = rises.map((rise) => ({ rise, resource: readResource(rise) }));
  const types = named.some(({ resource }) => resource !== null) ? await typesOf(deps, cluster, signal) : [];
  for (const { rise, resource } of named) {
    const ref =
      resource &&
      refOf(
        resource,
        null,
        types.filter(({ group }) => group === (resource.group ?? group)),
      );
    if (ref === null) {
      untold.push(rise.resource);
      continue;
    }
    if (cluster.namespaces.length > 0 && !cluster.namespaces.includes(ref.namespace ?? '')) continue;
    const since = new Date((cluster.prometheusReadAt ?? now).getTime() - PROMETHEUS_LAG_MS);
    const unexplained = rise.by - (await countSince(ctx.db, cluster.id, ref, since));
    if (unexplained <= 0) continue;
    const note = `${NOTE} ${rise.resource} drifted ${formatCount(unexplained, 'time')} since ${cluster.prometheusReadAt?.toISOString()}, by kustomize_controller_drift_total`;
    const known = { clusterId: cluster.id, channel: channelOfKind(ref), ref, at: now };
    corrections.push({ ...known, isCorrected: true, note });
  }
  return { corrections, untold };
}

async function typesOf(deps: SignalJobDeps, cluster: Cluster, signal: AbortSignal) {
  const client = await clientOf(deps, cluster);
  try {
    return (await client.resourceTypes(signal)).types;
  } finally {
    client.close();
  }
}

/** Occurrences that were there since then and that something else than Prometheus told of. */
function countSince(db: Db, clusterId: number, { group, kind, namespace, name }: ObjectRef, since: Date) {
  return db.driftOccurrence.count({
    where: {
      object: { clusterId, group, kind, namespace: namespace ?? '', name },
      AND: [
        { OR: [{ correctedAt: null }, { correctedAt: { gte: since } }] },
        { OR: [{ note: null }, { NOT: { note: { startsWith: NOTE } } }] },
      ],
    },
  });
}
