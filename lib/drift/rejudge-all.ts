import type { Prisma } from '#generated/prisma/client.ts';
import { rejudge } from './record-sightings.ts';
import type { DriftOwner } from './types.ts';

/**
 * Judges anew what differs of all clusters and flagds, or of one cluster, after ignore rules or tiers changed in the same
 * transaction: pages show at once what the change does, without waiting for the next look.
 */
export async function rejudgeAll(
  tx: Prisma.TransactionClient,
  at: Date,
  { clusterId }: { clusterId: number | null },
): Promise<void> {
  const owners = clusterId === null ? await differingOwners(tx) : [{ clusterId }];
  for (const owner of owners) await rejudge(tx, owner, at);
}

/** In one order for everybody, so that two who judge anew wait for each other rather than for ever. */
async function differingOwners(tx: Prisma.TransactionClient): Promise<DriftOwner[]> {
  const owners = await tx.driftObject.findMany({
    where: { state: { not: 'clean' } },
    distinct: ['clusterId', 'flagSourceId'],
    orderBy: [{ clusterId: 'asc' }, { flagSourceId: 'asc' }],
    select: { clusterId: true, flagSourceId: true },
  });
  return owners.flatMap(({ clusterId, flagSourceId }): DriftOwner[] => {
    if (clusterId !== null) return [{ clusterId }];
    return flagSourceId === null ? [] : [{ flagSourceId }];
  });
}
