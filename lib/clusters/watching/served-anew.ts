import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { KubeFault } from '#lib/kubernetes/client/fault.ts';
import { groupVersionOf } from '#lib/kubernetes/client/resource-path.ts';
import { schemaOf } from '#lib/kubernetes/schema/schema-of.ts';
import type { ResourceType } from '#lib/kubernetes/types.ts';
import { createKindStanding } from '../live/kind-standing.ts';
import { isComparable, isGone } from '../memory/is-shut.ts';
import type { ClusterMemory, KindMemory } from '../memory/types.ts';
import { kindKey } from '../watch-unasked.ts';

interface Asked {
  client: KubeClient;
  memory: Pick<ClusterMemory, 'kinds' | 'types' | 'unplaced'>;
  signal: AbortSignal;
}

/**
 * Whether a full comparison would take up kinds that could not be compared because the cluster did not serve or describe
 * them, or drop one that it serves no more and git has nothing of. Nothing is asked while there are none.
 *
 * @throws only the signal's reason.
 */
export async function isServedAnew({ client, memory, signal }: Asked): Promise<boolean> {
  const { kinds, unplaced } = memory;
  const lost = kinds.filter((kind) => isGone(kind) || !isComparable(kind));
  if (lost.length + unplaced.size === 0) return false;
  try {
    const { types } = await client.resourceTypes(signal);
    const isNew = (type: ResourceType) => !memory.types.some((each) => isSame(each, type));
    if (types.some((type) => unplaced.has(kindKey(type)) && isNew(type))) return true;
    for (const kind of lost) {
      const isServed = types.some((type) => isSame(type, kind.type));
      if (kind.objects.size === 0 ? !isServed : isServed && (await isBack(client, kind, signal))) return true;
    }
    return false;
  } catch (error) {
    if (error instanceof KubeFault) return false;
    throw error;
  }
}

/** Whether a kind can be listed, is described, and is not being removed. */
async function isBack(client: KubeClient, { type, lists }: KindMemory, signal: AbortSignal): Promise<boolean> {
  try {
    await createKindStanding(client, signal).demand(type);
    for (const { namespace } of lists) await client.probe(type, 'list', { namespace, signal });
    return schemaOf(await client.openApi(groupVersionOf(type), signal), type) !== null;
  } catch (error) {
    if (error instanceof KubeFault) return false;
    throw error;
  }
}

function isSame(one: ResourceType, other: ResourceType): boolean {
  return groupVersionOf(one) === groupVersionOf(other) && one.kind === other.kind;
}
