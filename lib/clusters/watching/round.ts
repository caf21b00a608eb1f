import { messageOf } from '#lib/platform/errors.ts';
import type { KindMemory, KnownList } from '../memory/types.ts';
import { loadCluster } from '../scans/load-cluster.ts';
import { askForScan } from './ask.ts';
import { claimCluster } from './lease.ts';
import { lookAround } from './look-around.ts';
import { gitMove } from './moved-on.ts';
import { isServedAnew } from './served-anew.ts';
import { settingsKey } from './settings-key.ts';
import { settle } from './settle.ts';
import type { KeptCluster } from './types.ts';

/**
 * One round of looking after a cluster: whether its settings or git changed, and what of its objects did where no watch
 * tells. Does nothing while the cluster is being compared anew.
 *
 * @param isFull Look at what is watched, too.
 * @throws the signal's reason, or what the database says.
 */
export async function makeRound(kept: KeptCluster, isFull: boolean): Promise<void> {
  const { deps, cluster, memory, heads, signal, watchFaults } = kept;
  const { ctx, log } = deps;
  const { id, isWatched } = cluster.row;
  const claim = await claimCluster(ctx.db, id, kept.scanId, ctx.now());
  if (claim === 'lost') kept.letGo();
  if (claim !== 'kept') return;
  const row = await loadCluster(ctx.db, id);
  if (row === null || settingsKey(row) !== settingsKey(cluster.row)) {
    await askForScan(kept, 'started');
    kept.letGo();
    return;
  }
  const move = await gitMove(cluster, memory, heads, { signal, log });
  if (move === 'moved' || (await isGitBack(kept, row.sources))) await askForScan(kept, 'commit');
  else if (await isServedAnew({ client: cluster.client, memory, signal })) await askForScan(kept, 'kinds');
  const isDue = (kind: KindMemory, list: KnownList) =>
    isFull || !isWatched || watchFaults.has(list) || kind.again.size > 0 || list.notCompared.length > 0;
  const { look, faults } = await lookAround(surroundings(kept), isDue);
  await settle(kept, look, { origin: 'scan', faults, isRound: true });
}

/** Looks at one list, for a watch that begins anew. */
export async function lookAgain(kept: KeptCluster, list: KnownList): Promise<void> {
  const { look, faults } = await lookAround(surroundings(kept), (_, each) => each === list);
  await settle(kept, look, { origin: 'watch', faults, isRound: false });
}

/** What a look touches. */
export function surroundings({ cluster, memory, signal }: KeptCluster) {
  return { client: cluster.client, memory, dryRuns: cluster.dryRuns?.() ?? null, signal };
}

/** Whether a git source that could not be read answers again. */
async function isGitBack(
  { cluster, deps, signal }: KeptCluster,
  sources: readonly { source: { id: number; problem: string | null } }[],
): Promise<boolean> {
  const down = new Set(sources.flatMap(({ source }) => (source.problem === null ? [] : [source.id])));
  for (const repository of new Set([...cluster.repositories, ...cluster.followed])) {
    if (!down.has(repository.sourceId)) continue;
    try {
      await repository.head(signal);
      return true;
    } catch (error) {
      signal.throwIfAborted();
      deps.log.debug({ source: repository.name, reason: messageOf(error) }, 'git is still away');
    }
  }
  return false;
}
