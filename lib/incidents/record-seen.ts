import type { Channel, Prisma } from '#generated/prisma/client.ts';
import { invariant } from '#lib/platform/errors.ts';
import type { SeverityRule } from '#lib/policy/severity.ts';

/** What an incident is about. */
export type IncidentSubject =
  | { endpointId: number }
  | { repositoryId: number }
  | { clusterId: number }
  | { flagSourceId: number };

/** What was seen to differ, as any channel tells it. */
export interface Sighting {
  channel: Channel;
  /** The same for every sighting of the same thing. */
  fingerprint: string;
  severityRule: SeverityRule;
  title: string;
  subject: IncidentSubject;
  reason: string;
  /** Kept with the entry of the timeline: which runs showed it. */
  data: Prisma.InputJsonObject;
}

/** A sighting at its moment. */
export interface TimedSighting extends Sighting {
  at: Date;
  /** How many times it counts; zero where the incident counted it before. */
  times: number;
}

/** The incident that a sighting opened or continued. */
export interface SeenIncident {
  incidentId: number;
  isNew: boolean;
}

/**
 * Opens the incident of what was seen, or counts it on the unresolved incident of the same fingerprint, and writes the
 * timeline, in the caller's transaction.
 */
export async function recordSeen(tx: Prisma.TransactionClient, sighting: Sighting, at: Date): Promise<SeenIncident> {
  const [seen] = await recordSeenAll(tx, [{ ...sighting, at, times: 1 }]);
  invariant(seen, 'a sighting has an incident');
  return seen;
}

/**
 * As {@link recordSeen} for many at once, in as few statements as for one. An unresolved incident becomes as urgent as
 * its most urgent sighting and never less, and is no longer cleared.
 *
 * @param sightings of different fingerprints.
 * @returns their incidents, in the same order.
 */
export async function recordSeenAll(
  tx: Prisma.TransactionClient,
  sightings: readonly TimedSighting[],
): Promise<SeenIncident[]> {
  if (sightings.length === 0) return [];
  const extended = await extendUnresolved(tx, sightings);
  const opened = await openIncidents(
    tx,
    sightings.filter(({ fingerprint }) => !extended.has(fingerprint)),
  );
  const seen = sightings.map((sighting) => {
    const known = extended.get(sighting.fingerprint);
    const incidentId = known ?? opened.get(sighting.fingerprint);
    invariant(incidentId !== undefined, 'an incident is continued or opened');
    return { incidentId, isNew: known === undefined, sighting };
  });
  await tx.incidentEvent.createMany({
    data: seen.map(({ incidentId, isNew, sighting: { at, reason, data } }) => {
      return { incidentId, at, kind: isNew ? ('opened' as const) : ('seen_again' as const), body: reason, data };
    }),
  });
  return seen.map(({ incidentId, isNew }) => ({ incidentId, isNew }));
}

/** Counts sightings on their unresolved incidents; one that is resolved at this moment is not among them. */
async function extendUnresolved(
  tx: Prisma.TransactionClient,
  sightings: readonly TimedSighting[],
): Promise<Map<string, number>> {
  const seen = sightings.map(({ fingerprint, times, at, severityRule }) => ({
    fingerprint,
    times,
    at,
    ...severityRule,
  }));
  // A clock that was set back must not move "last seen" back with it.
  const incidents = await tx.$queryRaw<{ id: number; fingerprint: string }[]>`
    UPDATE incident SET
      occurrences = occurrences + seen.times,
      last_seen_at = greatest(last_seen_at, seen.at),
      severity = least(incident.severity, seen.severity),
      rule = CASE WHEN seen.severity < incident.severity THEN seen.rule ELSE incident.rule END,
      cleared_at = NULL
    FROM jsonb_to_recordset(${JSON.stringify(seen)}::jsonb)
      AS seen (fingerprint text, times int, at timestamptz, severity severity, rule text)
    WHERE incident.fingerprint = seen.fingerprint AND status <> 'resolved'
    RETURNING incident.id, incident.fingerprint`;
  return byFingerprint(incidents);
}

async function openIncidents(
  tx: Prisma.TransactionClient,
  sightings: readonly TimedSighting[],
): Promise<Map<string, number>> {
  if (sightings.length === 0) return new Map();
  const incidents = await tx.incident.createManyAndReturn({
    data: sightings.map(({ channel, fingerprint, severityRule, title, subject, at, times }) => ({
      channel,
      fingerprint,
      ...severityRule,
      title,
      ...subject,
      occurrences: Math.max(1, times),
      openedAt: at,
      lastSeenAt: at,
    })),
    select: { id: true, fingerprint: true },
  });
  return byFingerprint(incidents);
}

function byFingerprint(incidents: readonly { id: number; fingerprint: string }[]): Map<string, number> {
  return new Map(incidents.map(({ id, fingerprint }) => [fingerprint, id]));
}
