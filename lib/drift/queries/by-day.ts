import { Prisma } from '#generated/prisma/client.ts';
import type { DriftByDay, DriftByDayQuery } from '#lib/contract/drift/objects.ts';
import { utcDay } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/context.ts';
import { tierOf } from '#lib/policy/drift-rules.ts';
import type { Severity } from '#lib/policy/severity.ts';

const DAY_MS = 86_400_000;

interface NamespaceRow {
  namespace: string;
  drifted: number;
  severity: Severity | null;
  /** Days of the occurrences that began since the first day shown, counted from it. */
  days: { [day: string]: number };
}

/**
 * Occurrences of drift by namespace and the UTC day that they began on, the last day being today. Namespaces are those
 * with drift in that time or now, the most drift first. Objects of clusters alone; the sets of flags are no namespaces.
 */
export async function driftByDay({ db, now }: Context, query: DriftByDayQuery): Promise<DriftByDay> {
  const today = utcDay(now());
  const first = new Date(today.getTime() - (query.days - 1) * DAY_MS);
  const [rows, tiers] = await Promise.all([
    readNamespaces(db, query, first),
    db.tier.findMany({ select: { subject: true, name: true, tier: true } }),
  ]);
  const days = Array.from({ length: query.days }, (_, day) => dayText(new Date(first.getTime() + day * DAY_MS)));
  const namespaces = rows.map(({ namespace, drifted, severity, days: counts }) => ({
    namespace,
    tier: namespace === '' ? null : tierOf({ group: '', kind: 'Namespace', namespace: null, name: namespace }, tiers),
    drifted,
    severity,
    occurrences: days.map((day) => counts[day] ?? 0),
  }));
  const total = (occurrences: readonly number[]) => occurrences.reduce((sum, count) => sum + count, 0);
  namespaces.sort(
    (a, b) =>
      total(b.occurrences) - total(a.occurrences) ||
      b.drifted - a.drifted ||
      a.namespace.localeCompare(b.namespace, 'en'),
  );
  return { days, namespaces };
}

function readNamespaces(
  db: Context['db'],
  { clusterId, channel }: DriftByDayQuery,
  since: Date,
): Promise<NamespaceRow[]> {
  const ofCluster = clusterId === undefined ? Prisma.empty : Prisma.sql`AND cluster_id = ${clusterId}::int`;
  const ofChannel = channel === undefined ? Prisma.empty : Prisma.sql`AND channel = ${channel}::channel`;
  return db.$queryRaw<NamespaceRow[]>`
    WITH object AS (
      SELECT id, namespace, state FROM drift_object WHERE cluster_id IS NOT NULL ${ofCluster} ${ofChannel}
    ),
    begun AS (
      SELECT namespace, to_char(first_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS times
      FROM drift_occurrence JOIN object ON object.id = object_id
      WHERE first_seen_at >= ${since} GROUP BY 1, 2
    ),
    drifting AS (
      SELECT namespace, count(*)::int AS drifted, min(severity) AS severity
      FROM object JOIN drift_occurrence ON object_id = object.id AND corrected_at IS NULL
      GROUP BY namespace
    )
    SELECT coalesce(by_day.namespace, drifting.namespace) AS namespace, coalesce(drifted, 0) AS drifted, severity,
      coalesce(days, '{}') AS days
    FROM (SELECT namespace, jsonb_object_agg(day, times) AS days FROM begun GROUP BY namespace) AS by_day
    FULL JOIN drifting ON drifting.namespace = by_day.namespace`;
}

function dayText(day: Date): string {
  return day.toISOString().slice(0, 10);
}
