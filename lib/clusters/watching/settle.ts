import { objectKey } from '#lib/drift/object-key.ts';
import { writeConfirmed } from '#lib/drift/store/confirmed-at.ts';
import type { Sightings } from '#lib/drift/types.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { CLUSTER_ROLLOUT_PATIENCE_MS } from '#lib/policy/thresholds.ts';
import { driftedAmong } from '../scans/sightings.ts';
import { askForScan } from './ask.ts';
import { claimCluster } from './lease.ts';
import { type Look, remember } from './look.ts';
import { gitMove } from './moved-on.ts';
import { notSeenIn } from './not-seen.ts';
import { stateOf } from './state.ts';
import type { KeptCluster } from './types.ts';

interface Settling {
  origin: Sightings['origin'];
  /** Something of the cluster could not be looked at. */
  faults: readonly NotCompared[];
  /** All that changed was looked at, so that the cluster is known to be as it is remembered. */
  isRound: boolean;
}

/**
 * Records what a look saw, and remembers it. What differs while git is ahead of what was compared with waits, since it may
 * be as git says by now.
 *
 * @returns false where it has to be looked at again later; nothing is remembered then.
 */
export async function settle(kept: KeptCluster, look: Look, { origin, faults, isRound }: Settling): Promise<boolean> {
  const { deps, cluster, memory, scanId } = kept;
  const { ctx } = deps;
  const { id } = cluster.row;
  const drifted = driftedAmong(look.compared);
  if (look.isNews && drifted.length > 0 && (await isGitAhead(kept))) return false;
  const claim = await claimCluster(ctx.db, id, scanId, ctx.now());
  if (claim === 'lost') kept.letGo();
  if (claim !== 'kept') return false;
  const at = ctx.now();
  if (look.isNews || isRound) {
    await deps.record(ctx, { owner: { clusterId: id }, origin, at, drifted, isClean: cleanIn(look) });
  }
  remember(look);
  if (look.isNews || isRound) {
    const isLooked = faults.length === 0 || look.changes.length > 0;
    const notSeen = isRound && isLooked ? notSeenIn(memory, look) : null;
    await inTransaction(ctx.db, async (tx) => {
      if (notSeen !== null) await writeConfirmed(tx, id, notSeen);
      const seen = notSeen && { checkedAt: at, notSeen: [...notSeen] };
      await tx.cluster.updateMany({ where: { id }, data: { ...stateOf(memory, faults), ...seen } });
    });
  }
  return true;
}

/** Whether to wait for a comparison with what git says by now, which is asked for. */
async function isGitAhead(kept: KeptCluster): Promise<boolean> {
  const { deps, cluster, memory, heads, signal } = kept;
  const move = await gitMove(cluster, memory, heads, { signal, log: deps.log });
  const nowMs = deps.ctx.now().getTime();
  kept.aheadSinceMs = move === 'same' ? null : (kept.aheadSinceMs ?? nowMs);
  if (kept.aheadSinceMs === null || nowMs - kept.aheadSinceMs > CLUSTER_ROLLOUT_PATIENCE_MS) return false;
  if (move === 'moved') await askForScan(kept, 'commit');
  return true;
}

function cleanIn({ compared, gone }: Look): Sightings['isClean'] {
  const clean = compared.filter(
    ({ findings, notCompared, untried }) => findings.length === 0 && notCompared === null && untried === undefined,
  );
  const keys = new Set([...clean.map(({ ref }) => ref), ...gone].map(objectKey));
  return (ref) => keys.has(objectKey(ref));
}
