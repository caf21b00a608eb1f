import type { Prisma } from '#generated/prisma/client.ts';

/**
 * Ends the baseline an endpoint has, so that nothing is compared with it any more: a ready one is retired, one still
 * being captured has failed.
 */
export async function endBaselines(
  tx: Prisma.TransactionClient,
  endpointId: number,
  endedAt: Date,
  why: string,
): Promise<void> {
  const ended = { endedAt, endedReason: why };
  await tx.baseline.updateMany({ where: { endpointId, state: 'ready' }, data: { state: 'retired', ...ended } });
  await tx.baseline.updateMany({ where: { endpointId, state: 'capturing' }, data: { state: 'failed', ...ended } });
}
