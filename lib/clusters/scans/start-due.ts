import type { Context } from '#lib/platform/context.ts';
import { dueCause } from './due.ts';
import { ACTIVE_SCAN, type ScanCause, startDueScan } from './start.ts';

/** Comparisons that are looked back at to tell how often one in a row came to nothing. */
const LOOK_BACK = 8;

/**
 * Has every cluster compared that is due.
 *
 * @param only Clusters to keep to; all where it is left out.
 */
export async function startDueScans(
  ctx: Context,
  only?: readonly number[],
): Promise<{ clusterId: number; cause: ScanCause }[]> {
  const now = ctx.now();
  const started: { clusterId: number; cause: ScanCause }[] = [];
  for (const { id, enabled, intervalSeconds, watchedUntil, scans } of await readClusters(ctx, only)) {
    const isActive = ({ status }: { status: string }) => ACTIVE_SCAN.some((each) => each === status);
    const ended = scans
      .filter((scan) => !isActive(scan))
      .map(({ status, objects, finishedAt, createdAt }) => ({
        at: finishedAt ?? createdAt,
        cameToNothing: status !== 'finished' || objects === 0,
      }));
    const hasActiveScan = scans.some(isActive);
    const cause = dueCause({ enabled, hasActiveScan, intervalSeconds, watchedUntil, ended }, now);
    if (cause !== null && (await startDueScan(ctx, id, cause)) !== null) started.push({ clusterId: id, cause });
  }
  return started;
}

function readClusters({ db }: Context, only: readonly number[] | undefined) {
  return db.cluster.findMany({
    where: { enabled: true, ...(only !== undefined && { id: { in: [...only] } }) },
    select: {
      id: true,
      enabled: true,
      intervalSeconds: true,
      watchedUntil: true,
      scans: {
        select: { status: true, objects: true, finishedAt: true, createdAt: true },
        orderBy: { createdAt: 'desc' },
        take: LOOK_BACK,
      },
    },
    orderBy: { id: 'asc' },
  });
}
