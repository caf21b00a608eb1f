import type { Prisma } from '#generated/prisma/client.ts';

/**
 * Ends the baseline an endpoint has, so that nothing is compared with it any more: a ready one is retired, one still
 * being captured has failed. `why` is added to the reason it was captured for.
 */
export async function endBaselines(
  tx: Prisma.TransactionClient,
  endpointId: number,
  endedAt: Date,
  why: string,
): Promise<void> {
  const baselines = await tx.baseline.findMany({
    where: { endpointId, state: { in: ['ready', 'capturing'] } },
    select: { id: true, state: true, reason: true },
  });
  for (const { id, state, reason } of baselines) {
    await tx.baseline.update({
      where: { id },
      data: {
        state: state === 'ready' ? 'retired' : 'failed',
        endedAt,
        reason: [reason, why].filter((part) => part !== '').join(' '),
      },
      select: { id: true },
    });
  }
}
