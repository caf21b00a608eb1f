import { KubeFault, notComparedOf } from '#lib/kubernetes/client/fault.ts';
import { subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import { createKindStanding } from '../live/kind-standing.ts';
import { isGone } from '../memory/is-shut.ts';
import type { KindMemory } from '../memory/types.ts';
import { emptyLook, type Look, lookAtObject, tellGone } from './look.ts';
import { scaledReader } from './look-around.ts';
import { NOTHING_SCALED } from './look-at-list.ts';
import type { PendingObject } from './pending.ts';
import { surroundings } from './round.ts';
import { settle } from './settle.ts';
import type { KeptCluster } from './types.ts';

/** Looks at objects that watches told of, and records what differs. Never rejects. @returns false: try again later. */
export async function lookAtPending(kept: KeptCluster, objects: readonly PendingObject[]): Promise<boolean> {
  const { deps, signal } = kept;
  try {
    const changed = objects.filter(({ kind, place, live }) => {
      const known = kind.objects.get(place);
      const isOther = known === undefined || live === null || known.resourceVersion !== live.metadata.resourceVersion;
      return isOther && !isGone(kind);
    });
    if (changed.length === 0) return true;
    const faults: NotCompared[] = [];
    const look = emptyLook();
    const around = surroundings(kept);
    const gone = await goneAmong(look, changed, around);
    const fresh = changed.filter(({ kind }) => !gone.has(kind));
    const isAsked = fresh.some(({ kind, place }) => kind.objects.has(place));
    const scaled = isAsked ? await scaledReader(around, faults)() : NOTHING_SCALED;
    if (faults.length > 0) return false;
    for (const { kind, place, live } of fresh) await lookAtObject(look, kind, place, live, { ...around, scaled });
    if (look.changes.length === 0) return true;
    const told = [...gone.values(), ...kept.watchFaults.values()];
    return await settle(kept, look, { origin: 'watch', faults: told, isRound: false });
  } catch (error) {
    if (!signal.aborted) deps.log.warn({ err: error }, 'what was seen of a cluster could not be recorded yet');
    return false;
  }
}

/** Kinds that are removed, and their objects with them; why an object of git is not there must be known first. */
async function goneAmong(
  look: Look,
  changed: readonly PendingObject[],
  { client, signal }: ReturnType<typeof surroundings>,
): Promise<Map<KindMemory, NotCompared>> {
  const standing = createKindStanding(client, signal);
  const missing = changed.filter(({ kind, place, live }) => live === null && kind.objects.has(place));
  const gone = new Map<KindMemory, NotCompared>();
  for (const kind of new Set(missing.map((each) => each.kind))) {
    try {
      await standing.demand(kind.type);
    } catch (error) {
      if (!(error instanceof KubeFault) || error.reason !== 'not_served') throw error;
      const told = notComparedOf(error, subjectOf(kind.type));
      gone.set(kind, told);
      tellGone(look, kind, told);
    }
  }
  return gone;
}
