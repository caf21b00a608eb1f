import type { Prisma } from '#generated/prisma/client.ts';
import { selfCheckLater } from '#lib/channels/model/self-check/due.ts';
import { invariant } from '#lib/platform/errors.ts';
import { endReadyBaseline, failCaptures } from './end.ts';

interface CaptureResult {
  runId: number;
  endpointId: number;
  ready: boolean;
  /** Who encoded the captured answers; null when nobody could. */
  encoderId: string | null;
  at: Date;
}

/** Makes the baseline that `runId` captured ready, superseding the one in force, or failed. */
export async function closeBaselineCapture(
  tx: Prisma.TransactionClient,
  { runId, endpointId, ready, encoderId, at }: CaptureResult,
): Promise<void> {
  if (!ready) return failCaptures(tx, [runId], at, `Run ${runId} measured too few answers.`);
  await endReadyBaseline(tx, endpointId, at, `Run ${runId} captured a new one.`);
  const [baseline, ...others] = await tx.baseline.updateManyAndReturn({
    where: { state: 'capturing', sources: { some: { runId } } },
    data: { state: 'ready', readyAt: at, encoderId },
    select: { id: true },
  });
  invariant(baseline && others.length === 0, 'a capture run fills exactly one baseline');
  await selfCheckLater(tx, baseline.id);
}
