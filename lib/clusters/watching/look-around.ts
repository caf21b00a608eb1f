import pLimit from 'p-limit';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import { CLUSTER_READS_IN_FLIGHT } from '#lib/policy/thresholds.ts';
import type { DryRuns } from '../live/dry-runs.ts';
import { createKindStanding } from '../live/kind-standing.ts';
import { readScaleTargets, type ScaleTargets } from '../live/scale-targets.ts';
import { isShut } from '../memory/is-shut.ts';
import type { ClusterMemory, KindMemory, KnownList } from '../memory/types.ts';
import { emptyLook, type Look } from './look.ts';
import { lookAtList } from './look-at-list.ts';

interface Surroundings {
  client: KubeClient;
  memory: ClusterMemory;
  /** Of this look; null: the cluster is only read. */
  dryRuns: DryRuns | null;
  signal: AbortSignal;
}

/**
 * Looks at what changed of the lists that are due, by their metadata.
 *
 * @throws only the signal's reason; what the cluster does not give is in `faults`.
 */
export async function lookAround(
  around: Surroundings,
  isDue: (kind: KindMemory, list: KnownList) => boolean,
): Promise<{ look: Look; faults: NotCompared[] }> {
  const look = emptyLook();
  const faults: NotCompared[] = [];
  const readScaled = scaledReader(around, faults);
  const standing = createKindStanding(around.client, around.signal);
  const due = around.memory.kinds.flatMap((kind) => {
    return kind.lists.filter((list) => !isShut(kind, list) && isDue(kind, list)).map((list) => ({ kind, list }));
  });
  const lookAt = async ({ kind, list }: (typeof due)[number]) => {
    faults.push(...(await lookAtList(look, kind, list, { ...around, readScaled, standing })));
  };
  // One after the other what may be large; what git has nothing of is mostly empty lists.
  const [large, small] = [
    due.filter(({ kind }) => kind.objects.size > 0),
    due.filter(({ kind }) => kind.objects.size === 0),
  ];
  for (const each of large) await lookAt(each);
  const limit = pLimit(CLUSTER_READS_IN_FLIGHT);
  await Promise.all(small.map((each) => limit(() => lookAt(each))));
  return { look, faults };
}

/** Reads what is scaled automatically, once, when it is asked for. */
export function scaledReader(
  { client, memory, signal }: Omit<Surroundings, 'dryRuns'>,
  faults: NotCompared[],
): () => Promise<ScaleTargets> {
  let reading: Promise<ScaleTargets> | undefined;
  return () => {
    reading ??= readScaleTargets(client, memory.types, memory, signal).then(({ scaled, notCompared }) => {
      faults.push(...notCompared);
      return scaled;
    });
    return reading;
  };
}
