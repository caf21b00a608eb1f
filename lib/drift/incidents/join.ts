import type { Prisma } from '#generated/prisma/client.ts';
import { recordEvents } from '#lib/events/record.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { recordSeenAll } from '#lib/incidents/record-seen.ts';
import { invariant } from '#lib/platform/errors.ts';
import type { WrittenChange } from '../store/write-objects.ts';
import type { JoinedIncidents } from '../store/write-occurrences.ts';
import type { DriftOwner } from '../types.ts';
import { driftEvent } from './event.ts';
import { groupByIncident, type JoiningDrift, nameObjects } from './group.ts';
import { driftTitle } from './incident-of.ts';

/** An incident with the drift that joined it now. */
export interface JoinedIncident extends JoiningDrift {
  incidentId: number;
  isNew: boolean;
}

/** Opens the incidents of urgent drift, or adds the drift to those that are unresolved, with timeline and events. */
export async function joinIncidents(
  tx: Prisma.TransactionClient,
  { owner, name }: { owner: DriftOwner; name: string },
  changes: readonly WrittenChange[],
): Promise<{ incidents: JoinedIncident[]; ofObject: JoinedIncidents }> {
  const groups = groupByIncident(owner, changes);
  const seen = await recordSeenAll(
    tx,
    groups.map((group) => ({
      channel: group.channel,
      fingerprint: group.fingerprint,
      severityRule: group.decision.severityRule,
      title: titleOf(group, group.changes.length, name),
      subject: owner,
      reason: reasonOf(group),
      data: { objects: group.changes.map(({ objectId }) => objectId) },
      at: group.at,
      times: group.times,
    })),
  );
  const incidents = groups.map((group, index) => {
    const incident = seen[index];
    invariant(incident, 'drift that joins has an incident');
    return { ...group, ...incident };
  });
  await recordEvents(
    tx,
    incidents.map((incident) => driftEvent(incident, { owner, name })),
  );
  const pairs = incidents.flatMap(({ incidentId, changes: of }) =>
    of.map(({ objectId }) => [objectId, incidentId] as const),
  );
  return { incidents, ofObject: new Map(pairs) };
}

/** Names anew the incidents that were there before by how many objects they are about now. Occurrences are written. */
export async function retitle(
  tx: Prisma.TransactionClient,
  incidents: readonly JoinedIncident[],
  name: string,
): Promise<void> {
  const known = incidents.filter(({ isNew }) => !isNew);
  if (known.length === 0) return;
  const counts = await tx.$queryRaw<{ incidentId: number; objects: number }[]>`
    SELECT incident_id AS "incidentId", count(DISTINCT object_id)::int AS objects FROM drift_occurrence
    WHERE incident_id = ANY (${known.map(({ incidentId }) => incidentId)}::int[]) GROUP BY incident_id`;
  const objectsOf = new Map(counts.map(({ incidentId, objects }) => [incidentId, objects]));
  const titles = known.map((incident) => ({
    id: incident.incidentId,
    title: titleOf(incident, objectsOf.get(incident.incidentId) ?? 1, name),
  }));
  await tx.$executeRaw`
    UPDATE incident SET title = given.title
    FROM jsonb_to_recordset(${JSON.stringify(titles)}::jsonb) AS given (id int, title text)
    WHERE incident.id = given.id`;
}

function titleOf({ decision, changes: [first] }: JoiningDrift, objects: number, name: string): string {
  invariant(first, 'an incident is about an object');
  return driftTitle(decision.row, first.ref, objects, name);
}

function reasonOf({ changes, decision }: JoiningDrift): string {
  const objects = changes.length === 1 ? '' : ` (${formatCount(changes.length, 'object')})`;
  return `${nameObjects(changes)}${objects}: ${decision.reason}`;
}
