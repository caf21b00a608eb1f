import type { Prisma } from '#generated/prisma/client.ts';
import { storableJson } from '#lib/runs/storable.ts';
import type { WrittenChange } from './write-objects.ts';

/** Incidents that occurrences joined, by the object they are of. */
export type JoinedIncidents = ReadonlyMap<number, number>;

/** Writes the occurrences that began, went on or ended; their findings are those of their objects, written before. */
export async function writeOccurrences(
  tx: Prisma.TransactionClient,
  changes: readonly WrittenChange[],
  joined: JoinedIncidents,
): Promise<void> {
  const begun = changes.flatMap((change) => beginningOf(change, joined) ?? []);
  const others = changes.flatMap((change) => changeOf(change, joined) ?? []);
  if (begun.length > 0) await insertOccurrences(tx, begun);
  if (others.length > 0) await updateOccurrences(tx, others);
}

async function insertOccurrences(tx: Prisma.TransactionClient, rows: readonly object[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO drift_occurrence (
      object_id, origin, first_seen_at, last_seen_at, corrected_at, findings, managers, note, severity, rule, incident_id
    )
    SELECT "objectId", origin, "at", "at", "correctedAt",
      CASE WHEN origin = 'flux' THEN '[]'::jsonb ELSE drift_object.findings END,
      ARRAY(SELECT jsonb_array_elements_text(managers)), note, severity, rule, "incidentId"
    FROM jsonb_to_recordset(${JSON.stringify(storableJson(rows))}::jsonb) AS given (
      "objectId" int, origin drift_origin, "at" timestamptz, "correctedAt" timestamptz, managers jsonb, note text,
      severity severity, rule text, "incidentId" int
    )
    JOIN drift_object ON drift_object.id = "objectId"`;
}

async function updateOccurrences(tx: Prisma.TransactionClient, rows: readonly object[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE drift_occurrence SET
      last_seen_at = coalesce(given."lastSeenAt", drift_occurrence.last_seen_at),
      corrected_at = coalesce(given."correctedAt", corrected_at),
      findings = CASE WHEN "hasFindings" THEN drift_object.findings ELSE drift_occurrence.findings END,
      managers = CASE WHEN jsonb_typeof(given.managers) = 'array'
        THEN ARRAY(SELECT jsonb_array_elements_text(given.managers)) ELSE drift_occurrence.managers END,
      note = coalesce(drift_occurrence.note, given.note),
      severity = coalesce(given.severity, drift_occurrence.severity),
      rule = coalesce(given.rule, drift_occurrence.rule),
      incident_id = coalesce(given."incidentId", incident_id)
    FROM jsonb_to_recordset(${JSON.stringify(storableJson(rows))}::jsonb) AS given (
      id int, "objectId" int, "lastSeenAt" timestamptz, "correctedAt" timestamptz, "hasFindings" boolean,
      managers jsonb, note text, severity severity, rule text, "incidentId" int
    )
    JOIN drift_object ON drift_object.id = "objectId"
    WHERE drift_occurrence.id = given.id`;
}

function beginningOf({ objectId, at, occurrence }: WrittenChange, joined: JoinedIncidents): object | null {
  if (occurrence?.kind !== 'begin') return null;
  const { origin, decision, managers, note, correctedAt } = occurrence;
  return {
    objectId,
    origin,
    at,
    correctedAt,
    managers,
    note,
    severity: decision.severityRule?.severity ?? null,
    rule: decision.reason,
    incidentId: joined.get(objectId) ?? null,
  };
}

function changeOf({ objectId, occurrence }: WrittenChange, joined: JoinedIncidents): object | null {
  if (occurrence === null || occurrence.kind === 'begin') return null;
  if (occurrence.kind !== 'continue') return { objectId, hasFindings: false, ...occurrence };
  const { escalation, ...rest } = occurrence;
  return {
    objectId,
    // Flux's word on a drift that goes on says nothing of what differs.
    hasFindings: rest.note === null,
    ...rest,
    severity: escalation?.severityRule.severity,
    rule: escalation?.reason,
    incidentId: escalation === null ? null : joined.get(objectId),
  };
}
