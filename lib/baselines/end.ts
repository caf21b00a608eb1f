import type { Prisma } from '#generated/prisma/client.ts';

type Tx = Prisma.TransactionClient;

/** Supersedes the baseline in force of an endpoint, if there is one. */
export async function endReadyBaseline(tx: Tx, endpointId: number, at: Date, why: string): Promise<void> {
  await tx.baseline.updateMany({
    where: { endpointId, state: 'ready' },
    data: { state: 'superseded', endedAt: at, endedReason: why },
  });
}

/** Gives up the baseline that `runIds` were to capture. */
export async function failCaptures(tx: Tx, runIds: readonly number[], at: Date, why: string): Promise<void> {
  await tx.baseline.updateMany({
    where: { state: 'capturing', sources: { some: { runId: { in: [...runIds] } } } },
    data: { state: 'failed', endedAt: at, endedReason: why },
  });
}
