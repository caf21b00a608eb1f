import type { Prisma } from '#generated/prisma/client.ts';

interface QuietRun {
  /** The incidents whose drift it looked for. */
  of: Pick<Prisma.IncidentWhereInput, 'channel' | 'endpointId' | 'fingerprint'>;
  reason: string;
  /** Kept with the entry of the timeline: the run that did not see it. */
  data: Prisma.InputJsonObject;
}

/** Notes on unresolved incidents that a run did not see their drift. */
export async function recordNotSeen(
  tx: Prisma.TransactionClient,
  { of, reason, data }: QuietRun,
  at: Date,
): Promise<void> {
  const incidents = await tx.incident.findMany({ where: { ...of, status: { not: 'resolved' } }, select: { id: true } });
  await tx.incidentEvent.createMany({
    data: incidents.map(({ id }) => ({ incidentId: id, at, kind: 'not_seen' as const, body: reason, data })),
  });
}
