import type { PrismaClient } from '#generated/prisma/client.ts';
import { ACTIVE_GOLDEN_RUN } from '#lib/channels/prompt/runs/cancel.ts';
import { ACTIVE_SCAN } from '#lib/clusters/scans/start.ts';
import { type Cancellable, cancelKey } from '#lib/jobs/cancelled.ts';

/** Of `keys`, those of what has ended. */
export async function findStopped(db: PrismaClient, keys: readonly string[]): Promise<string[]> {
  const idsOf = (kind: Cancellable['kind']) =>
    keys.flatMap((key) => (key.startsWith(`${kind}:`) ? [Number(key.split(':')[1])] : []));
  const [runs, goldenRuns, scans] = await Promise.all([
    db.run.findMany({
      where: { id: { in: idsOf('run') }, status: { notIn: ['sampling', 'evaluating'] } },
      select: { id: true },
    }),
    db.goldenRun.findMany({
      where: { id: { in: idsOf('golden-run') }, status: { notIn: [...ACTIVE_GOLDEN_RUN] } },
      select: { id: true },
    }),
    db.clusterScan.findMany({
      where: { id: { in: idsOf('cluster-scan') }, status: { notIn: [...ACTIVE_SCAN] } },
      select: { id: true },
    }),
  ]);
  return [
    ...runs.map(({ id }) => cancelKey({ kind: 'run', id })),
    ...goldenRuns.map(({ id }) => cancelKey({ kind: 'golden-run', id })),
    ...scans.map(({ id }) => cancelKey({ kind: 'cluster-scan', id })),
  ];
}
