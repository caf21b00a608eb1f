import { CLUSTER_ASK_AGAIN_MS } from '#lib/policy/thresholds.ts';
import { type ScanCause, startDueScan } from '../scans/start.ts';
import type { KeptCluster } from './types.ts';

/** Has the whole cluster compared anew, unless that was asked for a moment ago. */
export async function askForScan(kept: KeptCluster, cause: ScanCause): Promise<void> {
  const { deps, cluster, askedAtMs } = kept;
  const nowMs = deps.ctx.now().getTime();
  if (askedAtMs !== null && nowMs - askedAtMs < CLUSTER_ASK_AGAIN_MS) return;
  kept.askedAtMs = nowMs;
  const scanId = await startDueScan(deps.ctx, cluster.row.id, cause);
  if (scanId !== null) deps.log.info({ clusterId: cluster.row.id, scanId, cause }, 'cluster is compared anew');
}
