import type { Channel, Prisma } from '#generated/prisma/client.ts';
import type { SeverityRule } from '#lib/policy/severity.ts';

/** What was seen to differ, as any channel tells it. */
export interface Sighting {
  channel: Channel;
  /** The same for every sighting of the same thing. */
  fingerprint: string;
  severityRule: SeverityRule;
  title: string;
  /** What it is about. */
  subject: { endpointId: number } | { repositoryId: number };
  reason: string;
  /** Kept with the entry of the timeline: which runs showed it. */
  data: Prisma.InputJsonObject;
}

/**
 * Opens the incident of what was seen, or counts it on the unresolved incident of the same fingerprint, and writes the
 * timeline, in the caller's transaction.
 */
export async function recordSeen(
  tx: Prisma.TransactionClient,
  sighting: Sighting,
  at: Date,
): Promise<{ incidentId: number; isNew: boolean }> {
  const seen = await extendUnresolved(tx, sighting.fingerprint, at);
  const incidentId = seen ?? (await openIncident(tx, sighting, at));
  const isNew = seen === null;
  const { reason: body, data } = sighting;
  await tx.incidentEvent.create({ data: { incidentId, at, kind: isNew ? 'opened' : 'seen_again', body, data } });
  return { incidentId, isNew };
}

/** Counts it on its unresolved incident; null where there is none, also when it is resolved at this moment. */
async function extendUnresolved(tx: Prisma.TransactionClient, fingerprint: string, at: Date): Promise<number | null> {
  // A clock that was set back must not move "last seen" back with it.
  const [incident] = await tx.$queryRaw<{ id: number }[]>`
    UPDATE incident SET occurrences = occurrences + 1, last_seen_at = greatest(last_seen_at, ${at})
    WHERE fingerprint = ${fingerprint} AND status <> 'resolved'
    RETURNING id`;
  return incident?.id ?? null;
}

async function openIncident(
  tx: Prisma.TransactionClient,
  { channel, fingerprint, severityRule, title, subject }: Sighting,
  at: Date,
): Promise<number> {
  const incident = await tx.incident.create({
    data: { channel, fingerprint, ...severityRule, title, ...subject, openedAt: at, lastSeenAt: at },
    select: { id: true },
  });
  return incident.id;
}
