import type { Prisma } from '#generated/prisma/client.ts';
import { recordEvents } from '#lib/events/record.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { laterOf } from '#lib/platform/clock.ts';
import { invariant } from '#lib/platform/errors.ts';
import type { EndReason } from '../judge/types.ts';
import type { WrittenChange } from '../store/write-objects.ts';
import type { JoinedIncidents } from '../store/write-occurrences.ts';
import type { DriftChannel, DriftOwner } from '../types.ts';
import { clearedEvent } from './event.ts';

/** Why drift of an incident is over: how it ended, or that another incident has it now. */
type Leaving = EndReason | { incidentId: number };

interface LeftIncident {
  id: number;
  at: Date;
  leaving: Leaving[];
}

interface ClearedRow {
  id: number;
  status: string;
  channel: DriftChannel;
  severity: string;
  rule: string;
}

/**
 * Marks the incidents of which nothing drifts any more, with timeline and events; a person closes them. Occurrences are
 * written before.
 */
export async function clearIncidents(
  tx: Prisma.TransactionClient,
  owner: { owner: DriftOwner; name: string },
  changes: readonly WrittenChange[],
  joined: JoinedIncidents,
): Promise<void> {
  const left = leftIncidents(changes, joined);
  if (left.size === 0) return;
  const rows = await tx.$queryRaw<ClearedRow[]>`
    UPDATE incident SET cleared_at = greatest(given.at, opened_at)
    FROM jsonb_to_recordset(${JSON.stringify([...left.values()])}::jsonb) AS given (id int, at timestamptz)
    WHERE incident.id = given.id AND cleared_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM drift_occurrence WHERE incident_id = incident.id AND corrected_at IS NULL
    )
    RETURNING incident.id, status, channel, severity, rule`;
  const cleared = rows.map((row) => {
    const incident = left.get(row.id);
    invariant(incident, 'only what was left is cleared');
    return { ...row, at: incident.at, sentence: clearedSentence(incident.leaving) };
  });
  await tx.incidentEvent.createMany({
    data: cleared.map(({ id, at, sentence }) => ({ incidentId: id, at, kind: 'cleared' as const, body: sentence })),
  });
  const unresolved = cleared.filter(({ status }) => status !== 'resolved');
  await recordEvents(
    tx,
    unresolved.map(({ sentence, at, ...incident }) => clearedEvent(incident, sentence, at, owner)),
  );
}

/** Incidents that an object left, by id. */
function leftIncidents(changes: readonly WrittenChange[], joined: JoinedIncidents): Map<number, LeftIncident> {
  const left = new Map<number, LeftIncident>();
  for (const change of changes) {
    const leave = leavingOf(change, joined);
    if (leave === null) continue;
    const incident = left.get(leave.id) ?? { id: leave.id, at: change.at, leaving: [] };
    incident.at = laterOf(incident.at, change.at);
    incident.leaving.push(leave.leaving);
    left.set(leave.id, incident);
  }
  return left;
}

function leavingOf(
  { objectId, occurrence, incidentBefore }: WrittenChange,
  joined: JoinedIncidents,
): { id: number; leaving: Leaving } | null {
  const now = joined.get(objectId);
  if (occurrence?.kind === 'begin') {
    return now === undefined || occurrence.correctedAt === null ? null : { id: now, leaving: 'flux' };
  }
  if (incidentBefore === null) return null;
  if (occurrence?.kind === 'end') return { id: incidentBefore.id, leaving: occurrence.why };
  return now === undefined || now === incidentBefore.id
    ? null
    : { id: incidentBefore.id, leaving: { incidentId: now } };
}

const ENDINGS: Record<EndReason, (objects: number) => string> = {
  clean: (objects) => `${formatCount(objects, 'object')} ${objects === 1 ? 'is' : 'are'} as git says again`,
  ignored: (objects) => `what differs of ${formatCount(objects, 'object')} is hidden by ignore rules now`,
  flux: (objects) => `Flux corrected ${formatCount(objects, 'object')}`,
};

/** How the last of an incident's drift ended, in words. */
export function clearedSentence(leaving: readonly Leaving[]): string {
  const endings = (Object.keys(ENDINGS) as EndReason[]).flatMap((why) => {
    const objects = leaving.filter((each) => each === why).length;
    return objects === 0 ? [] : [ENDINGS[why](objects)];
  });
  const others = new Set(leaving.flatMap((each) => (typeof each === 'string' ? [] : [each.incidentId])));
  const moved = [...others].map((incidentId) => `incident ${incidentId} has it now`);
  return `Nothing of it drifts any more: ${[...endings, ...moved].join('; ')}.`;
}
