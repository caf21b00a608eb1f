import { Prisma } from '#generated/prisma/client.ts';
import type { ObjectRef } from '#lib/kubernetes/types.ts';
import type { Severity } from '#lib/policy/severity.ts';
import { DRIFT_WINDOW_MS, FLUX_SAME_DRIFT_MS } from '#lib/policy/thresholds.ts';
import { policiesOf } from '../judge/policies-of.ts';
import type { IncidentRef, KnownObject } from '../judge/types.ts';
import { objectKey } from '../object-key.ts';
import type { DriftChannel, DriftOwner, StoredFinding } from '../types.ts';
import { isOwnedBy } from './owner.ts';

/** An object that is asked for, and as of when. */
export interface AskedObject {
  ref: ObjectRef;
  at: Date;
}

interface KnownRow {
  id: number;
  group: string;
  kind: string;
  namespace: string;
  name: string;
  channel: DriftChannel;
  state: KnownObject['state'];
  findings: StoredFinding[];
  expected: string | null;
  live: string | null;
  expectedHash: string | null;
  liveHash: string | null;
  source: string | null;
  commit: string | null;
  file: string | null;
  lastSeenAt: Date;
  openId: number | null;
  openSince: Date;
  openSeenAt: Date;
  managers: string[];
  isCompared: boolean;
  severity: Severity | null;
  incidentId: number | null;
  fingerprint: string;
  isResolved: boolean;
  isSaidFixed: boolean | null;
  endedId: number | null;
  endedSince: Date;
  correctedAt: Date;
  untilNow: number;
  untilOpen: number;
}

/**
 * What is on record of the owner's objects by {@link objectKey}: of those asked for and, with `differingAt`, of all that
 * differ as of that moment.
 */
export async function readKnown(
  tx: Prisma.TransactionClient,
  owner: DriftOwner,
  asked: readonly AskedObject[],
  differingAt: Date | null,
): Promise<Map<string, KnownObject>> {
  const given = asked.map(({ ref, at }) => ({ ...ref, namespace: ref.namespace ?? '', at }));
  const windowSeconds = Prisma.sql`make_interval(secs => ${DRIFT_WINDOW_MS / 1000}::float8)`;
  const slack = Prisma.sql`make_interval(secs => ${FLUX_SAME_DRIFT_MS / 1000}::float8)`;
  const rows = await tx.$queryRaw<KnownRow[]>`
    SELECT drift_object.id, api_group AS "group", drift_object.kind, drift_object.namespace, drift_object.name,
      drift_object.channel, state, drift_object.findings, expected_hash AS "expectedHash", live_hash AS "liveHash", source,
      commit_sha AS "commit", file, drift_object.last_seen_at AS "lastSeenAt",
      -- Long texts, of which only these few are looked into.
      CASE WHEN drift_object.kind = 'PolicyException' THEN expected END AS expected,
      CASE WHEN drift_object.kind = 'PolicyException' THEN live END AS live,
      open.id AS "openId", open.first_seen_at AS "openSince", open.last_seen_at AS "openSeenAt", open.managers,
      jsonb_array_length(open.findings) > 0 AS "isCompared",
      open.severity, open.incident_id AS "incidentId", incident.fingerprint, incident.status = 'resolved' AS "isResolved",
      incident.resolution = 'fixed' AND incident.resolved_at < look.at AS "isSaidFixed",
      ended.id AS "endedId", ended.first_seen_at AS "endedSince", ended.corrected_at AS "correctedAt",
      recent.until_now AS "untilNow", recent.until_open AS "untilOpen"
    FROM drift_object
    LEFT JOIN jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      AS asked ("group" text, kind text, namespace text, name text, at timestamptz)
      ON asked."group" = api_group AND asked.kind = drift_object.kind AND asked.namespace = drift_object.namespace
      AND asked.name = drift_object.name
    CROSS JOIN LATERAL (SELECT coalesce(asked.at, ${differingAt}::timestamptz) AS at) AS look
    LEFT JOIN drift_occurrence AS open ON open.object_id = drift_object.id AND open.corrected_at IS NULL
    LEFT JOIN incident ON incident.id = open.incident_id
    LEFT JOIN LATERAL (
      SELECT id, first_seen_at, corrected_at FROM drift_occurrence
      WHERE object_id = drift_object.id AND corrected_at IS NOT NULL AND first_seen_at <= look.at + ${slack}
      ORDER BY first_seen_at DESC, id DESC LIMIT 1
    ) AS ended ON true
    CROSS JOIN LATERAL (
      SELECT
        count(*) FILTER (WHERE first_seen_at > look.at - ${windowSeconds} AND first_seen_at <= look.at)::int
          AS until_now,
        count(*) FILTER (
          WHERE first_seen_at > open.first_seen_at - ${windowSeconds} AND first_seen_at <= open.first_seen_at
        )::int AS until_open
      FROM drift_occurrence
      WHERE object_id = drift_object.id AND first_seen_at > least(look.at, open.first_seen_at) - ${windowSeconds}
    ) AS recent
    WHERE ${isOwnedBy(owner)}
      AND (asked.name IS NOT NULL OR (state <> 'clean' AND ${differingAt}::timestamptz IS NOT NULL))`;
  return new Map(rows.map(toKnown).map((known) => [objectKey(known.ref), known]));
}

function toKnown(row: KnownRow): KnownObject {
  const { group, kind, name, openId, endedId, incidentId } = row;
  return {
    id: row.id,
    ref: { group, kind, namespace: row.namespace === '' ? null : row.namespace, name },
    channel: row.channel,
    state: row.state,
    findings: row.findings,
    expectedHash: row.expectedHash,
    liveHash: row.liveHash,
    source: row.source,
    commit: row.commit,
    file: row.file,
    policies: policiesOf(kind, [row.expected, row.live]),
    lastSeenAt: row.lastSeenAt,
    open:
      openId === null
        ? null
        : {
            id: openId,
            firstSeenAt: row.openSince,
            lastSeenAt: row.openSeenAt,
            managers: row.managers,
            isCompared: row.isCompared,
            severity: row.severity,
            incident: incidentId === null ? null : incidentOf(row, incidentId),
          },
    ended: endedId === null ? null : { id: endedId, firstSeenAt: row.endedSince, correctedAt: row.correctedAt },
    recent: { untilNow: row.untilNow, untilOpen: row.untilOpen },
  };
}

function incidentOf({ fingerprint, isResolved, isSaidFixed }: KnownRow, id: number): IncidentRef {
  return { id, fingerprint, isResolved, isSaidFixed: isSaidFixed ?? false };
}
