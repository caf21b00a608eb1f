import { setTimeout as sleep } from 'node:timers/promises';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import { despiteOutage } from '#lib/platform/despite-outage.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { isDatabaseUnreachable } from '#lib/platform/prisma-errors.ts';
import { CLUSTER_ROLLOUT_LOOK_MS, CLUSTER_ROLLOUT_PATIENCE_MS } from '#lib/policy/thresholds.ts';
import { compareCluster, type ScannedCluster } from '../compare-cluster.ts';
import { failClusterScan, finishClusterScan } from './finish.ts';
import { type OpenedCluster, openStoredCluster } from './open-cluster.ts';
import { createProgressWriter } from './progress.ts';
import { sightingsOfAll } from './sightings.ts';
import { type TakenScan, takeClusterScan } from './take.ts';
import type { ClusterDeps, Keeping } from './types.ts';

/** What one comparison needs besides. */
export interface ScanJobDeps extends ClusterDeps {
  /** Aborts when the comparison is cancelled. */
  cancellation: (scanId: number) => AbortSignal;
  keeping: Keeping;
}

/**
 * Compares a cluster with git, has what differs recorded, and ends the comparison. What was cancelled leaves nothing; what
 * a stopping worker cuts off goes back to the queue and begins anew.
 *
 * @param shutdown aborts when the process must stop.
 * @throws what may pass, such as a database that is away: the job is then tried again.
 */
export async function runClusterScan(deps: ScanJobDeps, scanId: number, shutdown: AbortSignal): Promise<void> {
  const { ctx, log } = deps;
  // Before the row is read: a cancellation that comes in between must not be missed.
  const cancellation = deps.cancellation(scanId);
  const scan = await despiteOutage(() => takeClusterScan(ctx.db, scanId, ctx.now()));
  if (scan === null) return;
  try {
    await carryOut(deps, scan, AbortSignal.any([cancellation, shutdown]));
  } catch (error) {
    if (cancellation.aborted) return;
    if (shutdown.aborted) {
      await despiteOutage(() => enqueue(ctx.db, 'cluster.scan', { scanId }, { key: jobKeys.clusterScan(scanId) }));
      return;
    }
    if (isDatabaseUnreachable(error)) throw error;
    const isOurs = !(error instanceof TidemarkError);
    if (isOurs) log.error({ err: error, scan: scanId }, 'comparing a cluster failed');
    const told = isOurs ? 'Something went wrong inside Tidemark; see the worker log.' : error.message;
    const ended = { scanId, clusterId: scan.cluster.id, at: ctx.now() };
    await despiteOutage(() => failClusterScan(ctx.db, ended, told));
  }
}

async function carryOut(deps: ScanJobDeps, scan: TakenScan, signal: AbortSignal): Promise<void> {
  const { ctx, keeping } = deps;
  await using stack = new AsyncDisposableStack();
  const cluster = await openStoredCluster(scan.cluster, deps);
  stack.defer(() => cluster.client.close());
  const { comparison, memory } = await compareSettled(deps, cluster, scan, signal);
  const { id: clusterId } = scan.cluster;
  if (memory !== null) {
    const { comparisons, comparedAt } = comparison;
    const seen = await sightingsOfAll(ctx.db, clusterId, memory, { comparisons, at: comparedAt });
    signal.throwIfAborted();
    await deps.record(ctx, seen);
  }
  const ended = { scanId: scan.id, clusterId, at: ctx.now() };
  const then = { isKept: memory !== null, hasExtras: memory !== null && memory.otherOwners !== null };
  const isStored = await despiteOutage(() => finishClusterScan(ctx.db, ended, comparison, then));
  if (!isStored || memory === null) return;
  stack.move();
  keeping.keep(cluster, { memory, scanId: scan.id, sources: comparison.sources });
}

/** Compares, and once more as long as Flux is at work on something newer than what the cluster was compared with. */
async function compareSettled(
  deps: ScanJobDeps,
  { client, repositories, question, row, dryRuns }: OpenedCluster,
  { id, startedAt }: TakenScan,
  signal: AbortSignal,
): Promise<ScannedCluster> {
  const { ctx, tools, keeping } = deps;
  const progress = createProgressWriter(ctx.db, id);
  const scanDeps = { client, repositories, tools, now: ctx.now, dryRuns };
  try {
    for (;;) {
      const before = keeping.known(row.id);
      const scanned = await compareCluster(scanDeps, question, { signal, onProgress: progress.onProgress, before });
      const waitedMs = ctx.now().getTime() - startedAt.getTime();
      if (!scanned.isRollingOut || waitedMs > CLUSTER_ROLLOUT_PATIENCE_MS) return scanned;
      await sleep(CLUSTER_ROLLOUT_LOOK_MS, undefined, { signal });
    }
  } finally {
    await progress.written();
  }
}
