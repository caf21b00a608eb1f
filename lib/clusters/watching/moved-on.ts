import { messageOf } from '#lib/platform/errors.ts';
import type { Logger } from '#lib/platform/log.ts';
import { fluxStateOf } from '../expected/flux-state.ts';
import { readFluxObjects } from '../expected/read-flux-objects.ts';
import type { ClusterMemory } from '../memory/types.ts';
import type { OpenedCluster } from '../scans/open-cluster.ts';

/** Where git stands beside what the cluster was compared with. */
export type GitMove =
  | 'same'
  /** Flux is at work on something newer. */
  | 'applying'
  /** There is something newer to compare with. */
  | 'moved';

/**
 * Tells whether git has moved on since the last full comparison: what differs from the old commit is then perhaps as the
 * new one says. Git that does not answer, or Flux objects that cannot be read, have not moved.
 *
 * @param heads The commit of each followed source that was compared with, by its id.
 * @throws only the signal's reason.
 */
export async function gitMove(
  { client, question, followed }: Pick<OpenedCluster, 'client' | 'question' | 'followed'>,
  memory: Pick<ClusterMemory, 'types' | 'appliedByFlux'>,
  heads: ReadonlyMap<number, string>,
  { signal, log }: { signal: AbortSignal; log: Logger },
): Promise<GitMove> {
  if (question.withFlux) {
    const { objects, notCompared } = await readFluxObjects(client, memory.types, signal);
    const state = fluxStateOf(objects);
    if (notCompared.length === 0 && state.isApplying) return 'applying';
    if (notCompared.length === 0 && state.applied !== memory.appliedByFlux) return 'moved';
  }
  for (const repository of followed) {
    const known = heads.get(repository.sourceId);
    try {
      const head = await repository.head(signal);
      if (head !== null && known !== undefined && head !== known) return 'moved';
    } catch (error) {
      signal.throwIfAborted();
      log.warn({ source: repository.name, reason: messageOf(error) }, 'git does not say where its branch is');
    }
  }
  return 'same';
}
