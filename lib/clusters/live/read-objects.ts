import pLimit from 'p-limit';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { notComparedOf } from '#lib/kubernetes/client/fault.ts';
import { subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import type { KubeObject, NotCompared, ResourceType } from '#lib/kubernetes/types.ts';
import { CLUSTER_READS_IN_FLIGHT, CLUSTER_SINGLE_READS } from '#lib/policy/thresholds.ts';
import { placeOf } from '../place-expected.ts';

interface ObjectsQuestion {
  client: KubeClient;
  type: ResourceType;
  /** Of the list that told of them; null: everything. */
  namespace: string | null;
  signal: AbortSignal;
}

/**
 * The objects at `places` as they are now; null where one is gone meanwhile. Few are read by themselves, many as a list.
 *
 * @param notCompared gets what could not be read.
 */
export async function* readObjects(
  { client, type, namespace, signal }: ObjectsQuestion,
  places: readonly string[],
  notCompared: NotCompared[],
): AsyncGenerator<[string, KubeObject | null]> {
  if (places.length > CLUSTER_SINGLE_READS) {
    const wanted = new Set(places);
    for await (const page of client.list(type, { namespace, signal })) {
      notCompared.push(...page.notCompared);
      for (const object of page.objects) {
        const place = placeOf(object);
        if (wanted.has(place)) yield [place, object];
      }
    }
    return;
  }
  const limit = pLimit(CLUSTER_READS_IN_FLIGHT);
  const readings = places.map((place) =>
    limit(async (): Promise<[string, KubeObject | null] | null> => {
      const slash = place.indexOf('/');
      const at = { namespace: slash === 0 ? null : place.slice(0, slash), name: place.slice(slash + 1) };
      try {
        return [place, await client.get(type, at, signal)];
      } catch (error) {
        notCompared.push(notComparedOf(error, nameAt(type, place)));
        return null;
      }
    }),
  );
  for (const read of await Promise.all(readings)) if (read !== null) yield read;
}

/** The object at a place in words, as it is told in lists. */
export function nameAt(type: ResourceType, place: string): string {
  return `${subjectOf(type)} ${place.replace(/^\//, '')}`;
}
