import type { DriftEvidence } from '#lib/contract/incidents.ts';
import { driftObjectDetails } from '#lib/drift/queries/detail.ts';
import type { Db } from '#lib/platform/db.ts';

/** Objects shown with both sides; the lists of objects have the rest. */
const SHOWN_OBJECTS = 20;

/** Occurrences shown of each; the object's page has the rest. */
const SHOWN_OCCURRENCES = 10;

/** What a code or config incident rests on: the objects that drift, and those that did; null for other incidents. */
export async function driftEvidenceOf(db: Db, incidentId: number, now: Date): Promise<DriftEvidence | null> {
  const objects = await db.$queryRaw<{ id: number; isDrifting: boolean }[]>`
    SELECT object_id AS id, bool_or(corrected_at IS NULL) AS "isDrifting" FROM drift_occurrence
    WHERE incident_id = ${incidentId}::int
    GROUP BY object_id
    ORDER BY "isDrifting" DESC, max(first_seen_at) DESC, object_id DESC`;
  if (objects.length === 0) return null;
  const shown = objects.slice(0, SHOWN_OBJECTS).map(({ id }) => id);
  return {
    objects: await driftObjectDetails(db, shown, { now, occurrences: SHOWN_OCCURRENCES }),
    total: objects.length,
    driftingNow: objects.filter(({ isDrifting }) => isDrifting).length,
  };
}
