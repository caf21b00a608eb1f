import type { Prisma } from '#generated/prisma/client.ts';

interface StableRun {
  runId: number;
  endpointId: number;
  reason: string;
}

/** Notes on the unresolved model incidents of an endpoint that tonight's check did not see the drift. */
export async function recordNotSeen(
  tx: Prisma.TransactionClient,
  { runId, endpointId, reason }: StableRun,
  at: Date,
): Promise<void> {
  const incidents = await tx.incident.findMany({
    where: { endpointId, channel: 'model', status: { not: 'resolved' } },
    select: { id: true },
  });
  await tx.incidentEvent.createMany({
    data: incidents.map(({ id }) => ({ incidentId: id, at, kind: 'not_seen' as const, body: reason, data: { runId } })),
  });
}
