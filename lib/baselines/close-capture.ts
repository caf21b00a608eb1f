import type { Prisma } from '#generated/prisma/client.ts';
import { invariant } from '#lib/platform/errors.ts';

interface CaptureResult {
  runId: number;
  endpointId: number;
  ready: boolean;
  at: Date;
}

/** Makes the baseline that `runId` captured ready, superseding the one in force, or failed. */
export async function closeBaselineCapture(
  tx: Prisma.TransactionClient,
  { runId, endpointId, ready, at }: CaptureResult,
): Promise<void> {
  const captured = { state: 'capturing', sources: { some: { runId } } } as const;
  if (!ready) {
    await tx.baseline.updateMany({ where: captured, data: { state: 'failed', endedAt: at } });
    return;
  }
  await tx.baseline.updateMany({ where: { endpointId, state: 'ready' }, data: { state: 'superseded', endedAt: at } });
  const { count } = await tx.baseline.updateMany({ where: captured, data: { state: 'ready', readyAt: at } });
  invariant(count === 1, 'a capture run fills exactly one baseline');
}
