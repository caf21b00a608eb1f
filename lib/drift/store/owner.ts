import { Prisma } from '#generated/prisma/client.ts';
import { found } from '#lib/platform/found.ts';
import type { DriftOwner } from '../types.ts';

/**
 * Locks the cluster or flagd until the end of the transaction, so that its drift is written by one at a time.
 *
 * @returns its name.
 * @throws TidemarkError `not_found` where it was removed meanwhile.
 */
export async function lockOwner(tx: Prisma.TransactionClient, owner: DriftOwner): Promise<string> {
  // Weaker than FOR UPDATE: rows that refer to the owner can be written meanwhile.
  const [row] =
    'clusterId' in owner
      ? await tx.$queryRaw<{ name: string }[]>`
          SELECT name FROM cluster WHERE id = ${owner.clusterId}::int FOR NO KEY UPDATE`
      : await tx.$queryRaw<{ name: string }[]>`
          SELECT name FROM flag_source WHERE id = ${owner.flagSourceId}::int FOR NO KEY UPDATE`;
  return found(row, 'clusterId' in owner ? `cluster ${owner.clusterId}` : `flag source ${owner.flagSourceId}`).name;
}

/** Whether a drift_object is the owner's, as SQL. */
export function isOwnedBy(owner: DriftOwner): Prisma.Sql {
  return 'clusterId' in owner
    ? Prisma.sql`drift_object.cluster_id = ${owner.clusterId}::int`
    : Prisma.sql`drift_object.flag_source_id = ${owner.flagSourceId}::int`;
}
