import { Prisma } from '#generated/prisma/client.ts';
import type { Db } from '#lib/platform/db.ts';
import { DRIFT_WINDOW_MS } from '#lib/policy/thresholds.ts';
import { confirmedAt } from '../store/confirmed-at.ts';
import type { SummaryRow } from './summary.ts';

/** What {@link urgency} is of an object that is only logged: after every severity. */
export const LOGGED = 'P9';

/** The severity of an object's last occurrence as text that sorts the most severe first. */
export const urgency = Prisma.sql`coalesce(last.severity::text, ${LOGGED})`;

interface Selection {
  /** On drift_object and its last occurrence, `last`. */
  where: readonly Prisma.Sql[];
  limit: number;
  now: Date;
}

/** Objects with what their lists show, the most severe first, then the last seen. */
export function selectSummaries(db: Db, { where, limit, now }: Selection): Promise<SummaryRow[]> {
  const since = new Date(now.getTime() - DRIFT_WINDOW_MS);
  const all = where.length === 0 ? Prisma.sql`true` : Prisma.join([...where], ' AND ');
  return db.$queryRaw<SummaryRow[]>`
    WITH shown AS (
      SELECT drift_object.*, ${urgency} AS urgency, last.severity, last.rule, last.incident_id, last.managers
      FROM drift_object
      LEFT JOIN LATERAL (
        SELECT severity, rule, incident_id, managers FROM drift_occurrence WHERE object_id = drift_object.id
        ORDER BY first_seen_at DESC, id DESC LIMIT 1
      ) AS last ON true
      WHERE ${all}
      ORDER BY urgency, drift_object.last_seen_at DESC, drift_object.id DESC
      LIMIT ${limit}
    )
    SELECT shown.id, shown.channel, shown.cluster_id AS "clusterId",
      coalesce(cluster.id, flag_source.id) AS "ownerId", coalesce(cluster.name, flag_source.name) AS "ownerName",
      coalesce(cluster.is_demo, flag_source.is_demo) AS "isDemo",
      api_group AS "group", kind, namespace, shown.name, state, findings, managers, severity, rule,
      incident_id AS "incidentId", counted.recent, counted.occurrences, first_seen_at AS "firstSeenAt",
      last_seen_at AS "lastSeenAt", ${confirmedAt('shown')} AS "confirmedAt", file, shown.commit_sha AS "commitSha"
    FROM shown
    LEFT JOIN cluster ON cluster.id = shown.cluster_id
    LEFT JOIN flag_source ON flag_source.id = shown.flag_source_id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE drift_occurrence.first_seen_at > ${since})::int AS recent, count(*)::int AS occurrences
      FROM drift_occurrence WHERE object_id = shown.id
    ) AS counted
    ORDER BY urgency, last_seen_at DESC, id DESC`;
}
