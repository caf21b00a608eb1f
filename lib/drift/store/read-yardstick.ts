import type { Prisma } from '#generated/prisma/client.ts';
import type { Yardstick } from '../judge/types.ts';
import type { DriftOwner } from '../types.ts';

/**
 * The ignore rules that work for the owner at a moment, the oldest first, and the tiers. A cluster of which no look for what
 * git lacks is on record yet is watched from that moment on.
 */
export async function readYardstick(tx: Prisma.TransactionClient, owner: DriftOwner, at: Date): Promise<Yardstick> {
  const clusterId = 'clusterId' in owner ? [{ clusterId: owner.clusterId }] : [];
  const [rules, tiers, cluster] = await Promise.all([
    tx.ignoreRule.findMany({
      where: { endedAt: null, expiresAt: { gt: at }, OR: [{ clusterId: null }, ...clusterId] },
      orderBy: { id: 'asc' },
      select: { id: true, group: true, kind: true, namespace: true, name: true, fieldPath: true, manager: true },
    }),
    tx.tier.findMany({ select: { subject: true, name: true, tier: true } }),
    'clusterId' in owner
      ? tx.cluster.findUniqueOrThrow({ where: { id: owner.clusterId }, select: { extrasSince: true } })
      : null,
  ]);
  return { rules, tiers, watchedSince: cluster && (cluster.extrasSince ?? at) };
}
