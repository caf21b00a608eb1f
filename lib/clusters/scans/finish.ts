import type { Prisma, PrismaClient } from '#generated/prisma/client.ts';
import { writeConfirmed } from '#lib/drift/store/confirmed-at.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { CLUSTER_LEASE_MS } from '#lib/policy/thresholds.ts';
import { storable, storableJson } from '#lib/runs/storable.ts';
import type { ClusterComparison } from '../types.ts';

interface EndedScan {
  scanId: number;
  clusterId: number;
  at: Date;
}

/** What becomes of a cluster with a comparison. */
interface Afterwards {
  /** Whoever compared it looks after it from now on, so that it is not due anew. */
  isKept: boolean;
  /** Objects that git lacks were looked for, and are from then on. */
  hasExtras: boolean;
}

/**
 * Stores a comparison and what it says of the cluster.
 *
 * @returns false where it was cancelled meanwhile.
 */
export function finishClusterScan(
  db: PrismaClient,
  { scanId, clusterId, at }: EndedScan,
  comparison: ClusterComparison,
  { isKept, hasExtras }: Afterwards,
): Promise<boolean> {
  const { verdict, serverVersion, objects, findings, hashes, comparedAt } = comparison;
  const reason = storable(comparison.reason);
  return inTransaction(db, async (tx) => {
    const { count } = await tx.clusterScan.updateMany({
      where: { id: scanId, status: 'running' },
      data: {
        status: 'finished',
        finishedAt: at,
        verdict,
        reason,
        serverVersion,
        objects,
        findings,
        expectedHash: hashes.expected,
        liveHash: hashes.live,
        sources: json(comparison.sources),
        namespaces: json(comparison.namespaces),
        notCompared: json(comparison.notCompared),
        optedOut: json(comparison.optedOut),
      },
    });
    if (count === 0) return false;
    const wasCompared = comparison.comparisons.length > 0;
    const times = wasCompared ? { comparedAt, checkedAt: comparedAt } : {};
    const kept = isKept ? { watchedUntil: new Date(at.getTime() + CLUSTER_LEASE_MS) } : {};
    if (wasCompared) await writeConfirmed(tx, clusterId, null);
    await tx.cluster.update({ where: { id: clusterId }, data: { verdict, reason, ...times, ...kept } });
    if (wasCompared && hasExtras) {
      await tx.cluster.updateMany({ where: { id: clusterId, extrasSince: null }, data: { extrasSince: comparedAt } });
    }
    return true;
  });
}

/** Ends a comparison that could not be made: nothing is known of the cluster then. */
export function failClusterScan(
  db: PrismaClient,
  { scanId, clusterId, at }: EndedScan,
  message: string,
): Promise<boolean> {
  const reason = storable(message);
  return inTransaction(db, async (tx) => {
    const { count } = await tx.clusterScan.updateMany({
      where: { id: scanId, status: { in: ['queued', 'running'] } },
      data: { status: 'failed', finishedAt: at, reason },
    });
    if (count > 0) await tx.cluster.update({ where: { id: clusterId }, data: { verdict: 'unmeasured', reason } });
    return count > 0;
  });
}

function json(value: object): Prisma.InputJsonValue {
  // Lists of plain facts, as the schema of the table says.
  return storableJson(value) as Prisma.InputJsonValue;
}
