import type { PrismaClient } from '#generated/prisma/client.ts';
import { CLUSTER_PROGRESS_MS } from '#lib/policy/thresholds.ts';
import type { ScanProgress } from '../types.ts';

/** Writes down how far a comparison is, now and then; what fails of it is of no matter. */
export function createProgressWriter(db: PrismaClient, scanId: number, nowMs: () => number = () => performance.now()) {
  let writtenMs = Number.NEGATIVE_INFINITY;
  let writing: Promise<unknown> = Promise.resolve();
  return {
    onProgress(progress: ScanProgress): void {
      if (nowMs() - writtenMs < CLUSTER_PROGRESS_MS) return;
      writtenMs = nowMs();
      const write = () =>
        db.clusterScan
          .updateMany({ where: { id: scanId, status: 'running' }, data: { progress: { ...progress } } })
          .catch(() => undefined);
      writing = writing.then(write);
    },
    /** Resolves when nothing is being written. */
    written: () => writing,
  };
}
