import { notComparedOf } from '#lib/kubernetes/client/fault.ts';
import { subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import type { KindMemory, KnownList } from '../memory/types.ts';
import type { KindPlan } from '../place-expected.ts';
import type { ComparedObject } from '../types.ts';
import { type KindFacts, type KindResult, memoryOf, unread } from './compare-kind.ts';
import { comparedExtra, extrasAmong } from './compare-one.ts';
import { readObjects } from './read-objects.ts';

type UnaskedFacts = Pick<KindFacts, 'client' | 'otherOwners' | 'signal'>;

/**
 * Finds the objects of a kind that git has nothing of: by metadata, and then those that are too much as a whole.
 *
 * @throws only the signal's reason; what the cluster does not give is told as not compared.
 */
export async function findUnasked(
  plan: KindPlan,
  facts: UnaskedFacts,
): Promise<Pick<KindResult, 'compared' | 'memory'>> {
  const memory = memoryOf(plan);
  const compared = await findInAll(memory, facts);
  const [whole] = memory.lists;
  const isRefused = whole?.namespace === null && whole.notCompared.some(({ reason }) => reason === 'forbidden');
  if (isRefused && plan.type.isNamespaced && plan.extrasIn.size > 0) {
    // The account may be let into single namespaces all the same.
    memory.lists = [...plan.extrasIn].toSorted().map(unread);
    compared.push(...(await findInAll(memory, facts)));
  }
  return { compared, memory };
}

async function findInAll(memory: KindMemory, facts: UnaskedFacts): Promise<ComparedObject[]> {
  const compared: ComparedObject[] = [];
  for (const list of memory.lists) compared.push(...(await findIn(memory, list, facts)));
  return compared;
}

async function findIn(
  { type, objects, extras, extrasIn }: KindMemory,
  list: KnownList,
  { client, otherOwners, signal }: UnaskedFacts,
): Promise<ComparedObject[]> {
  const { namespace, notCompared } = list;
  const found = new Map<string, ReturnType<typeof extrasAmong>[number]>();
  let resourceVersion: string | null = null;
  try {
    for await (const page of client.listMetadata(type, { namespace, signal })) {
      resourceVersion ??= page.resourceVersion;
      notCompared.push(...page.notCompared);
      for (const extra of extrasAmong(page.objects, { expected: objects, extrasIn, otherOwners })) {
        found.set(`${extra.ref.namespace ?? ''}/${extra.ref.name}`, extra);
      }
    }
    const compared: ComparedObject[] = [];
    for await (const [place, live] of readObjects(
      { client, type, namespace, signal },
      [...found.keys()],
      notCompared,
    )) {
      const extra = found.get(place);
      if (extra === undefined || live === null) continue;
      extras.set(place, extra.liveHash ?? '');
      compared.push(comparedExtra(extra, live));
    }
    list.resourceVersion = resourceVersion;
    return compared;
  } catch (error) {
    const told = notComparedOf(error, subjectOf(type, namespace));
    notCompared.push({ ...told, detail: `Git has nothing of it; what somebody adds is not found. ${told.detail}` });
    return [];
  }
}
