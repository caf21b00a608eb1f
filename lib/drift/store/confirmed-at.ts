import { Prisma } from '#generated/prisma/client.ts';
import { lockOwner } from './owner.ts';

/**
 * When an object of a cluster was last known to differ still, as SQL beside `cluster`: a look that finds nothing changed
 * says so of all that the last comparison of all saw to differ, but not of what it could not see. Null: none said so.
 *
 * @param object alias of drift_object
 */
export function confirmedAt(object: 'drift_object' | 'shown'): Prisma.Sql {
  const row = Prisma.raw(object);
  return Prisma.sql`
    CASE WHEN ${row}.state <> 'clean' AND ${row}.last_seen_at >= cluster.compared_at AND NOT EXISTS (
      SELECT FROM jsonb_to_recordset(cluster.not_seen) AS list ("group" text, kind text, namespace text)
      WHERE list."group" = ${row}.api_group AND list.kind = ${row}.kind
        AND (list.namespace IS NULL OR list.namespace = ${row}.namespace)
    ) THEN cluster.checked_at END`;
}

/** What a look could not see of a cluster, as `cluster.not_seen` holds it. */
export type NotSeen = readonly { group: string; kind: string; namespace: string | null }[];

/**
 * Writes down until when the objects of a cluster were seen to differ, before what tells that of them changes.
 *
 * @param next What is not seen from now on; nothing is written where that was so before. Null: whatever it was.
 */
export async function writeConfirmed(
  tx: Prisma.TransactionClient,
  clusterId: number,
  next: NotSeen | null,
): Promise<void> {
  await lockOwner(tx, { clusterId });
  const isOther = next === null ? Prisma.sql`true` : Prisma.sql`cluster.not_seen <> ${JSON.stringify(next)}::jsonb`;
  await tx.$executeRaw`
    WITH seen AS (
      UPDATE drift_object SET last_seen_at = cluster.checked_at
      FROM cluster
      WHERE cluster.id = ${clusterId}::int AND ${isOther} AND drift_object.cluster_id = cluster.id
        AND drift_object.last_seen_at < ${confirmedAt('drift_object')}
      RETURNING drift_object.id, drift_object.last_seen_at
    )
    UPDATE drift_occurrence SET last_seen_at = seen.last_seen_at
    FROM seen
    WHERE object_id = seen.id AND corrected_at IS NULL AND drift_occurrence.last_seen_at < seen.last_seen_at`;
}
