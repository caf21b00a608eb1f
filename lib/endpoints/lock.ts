import type { Prisma } from '#generated/prisma/client.ts';

/**
 * Holds back, until the transaction ends, everything else that starts, ends or blesses a run of an endpoint. Take it
 * before the lock of any run, as everybody does.
 */
export async function lockEndpoint(tx: Prisma.TransactionClient, endpointId: number): Promise<void> {
  await tx.$queryRaw`SELECT id FROM endpoint WHERE id = ${endpointId}::int FOR NO KEY UPDATE`;
}
