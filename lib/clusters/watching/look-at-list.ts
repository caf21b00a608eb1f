import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { notComparedOf } from '#lib/kubernetes/client/fault.ts';
import { subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import type { KubeObject, NotCompared } from '#lib/kubernetes/types.ts';
import { extrasAmong } from '../live/compare-one.ts';
import type { KindStanding } from '../live/kind-standing.ts';
import { nameAt, readObjects } from '../live/read-objects.ts';
import { isComparable, isGone } from '../memory/is-shut.ts';
import type { KindMemory, KnownList } from '../memory/types.ts';
import { placeOf } from '../place-expected.ts';
import { type Look, type LookFacts, lookAtObject, tellGone } from './look.ts';

interface ListFacts extends Omit<LookFacts, 'scaled'> {
  client: KubeClient;
  /** Reads what is scaled automatically, once something must be compared. */
  readScaled: () => Promise<LookFacts['scaled']>;
  standing: KindStanding;
}

/** Where git has nothing that could be scaled. */
export const NOTHING_SCALED: LookFacts['scaled'] = { includes: () => false };

/** What a list of metadata tells. */
interface ChangedPlaces {
  /** Objects that are there and are not as they were. */
  changed: string[];
  /** Objects that were there, or should be, and are not. */
  absent: string[];
  resourceVersion: string;
  /** Objects that are there, and of which no more is known. */
  notCompared: NotCompared[];
}

/**
 * Looks at what changed of a kind since it was last looked at: by a list of metadata alone, and then the objects whose
 * version is another.
 *
 * @throws only the signal's reason; what the cluster does not give is told.
 */
export async function lookAtList(
  look: Look,
  kind: KindMemory,
  list: KnownList,
  facts: ListFacts,
): Promise<NotCompared[]> {
  const subject = subjectOf(kind.type, list.namespace);
  if (isGone(kind) || !isComparable(kind)) return list.notCompared;
  try {
    const { changed, absent, resourceVersion, notCompared } = await readChanges(kind, list, facts);
    if (absent.some((place) => kind.objects.has(place))) await facts.standing.demand(kind.type);
    if (changed.length + absent.length > 0) {
      const scaled = kind.objects.size === 0 ? NOTHING_SCALED : await facts.readScaled();
      const compareFacts = { ...facts, scaled };
      for (const place of absent) await lookAtObject(look, kind, place, null, compareFacts);
      for await (const [place, live] of readObjects(
        { ...facts, type: kind.type, namespace: list.namespace },
        changed,
        notCompared,
      )) {
        await lookAtObject(look, kind, place, live, compareFacts);
      }
    }
    look.changes.push({ list, resourceVersion, notCompared });
    return notCompared;
  } catch (error) {
    const told = notComparedOf(error, subject);
    look.failed.add(list);
    if (told.reason === 'not_served') tellGone(look, kind, told);
    return [told];
  }
}

async function readChanges(
  kind: KindMemory,
  { namespace }: KnownList,
  { client, memory: { otherOwners }, signal }: ListFacts,
): Promise<ChangedPlaces> {
  const { type, objects, extras, extrasIn, again } = kind;
  const changed: string[] = [];
  const met = new Set<string>();
  const notCompared: NotCompared[] = [];
  let resourceVersion = '';
  for await (const page of client.listMetadata(type, { namespace, signal })) {
    resourceVersion ||= page.resourceVersion;
    notCompared.push(...page.notCompared);
    const unasked: KubeObject[] = [];
    for (const object of page.objects) {
      const place = placeOf(object);
      const known = objects.get(place);
      if (known === undefined) unasked.push(object);
      else {
        met.add(place);
        const isChanged = known.resourceVersion !== object.metadata.resourceVersion || again.has(place);
        if (isChanged) changed.push(place);
      }
    }
    for (const { ref, liveHash } of extrasAmong(unasked, { expected: objects, extrasIn, otherOwners })) {
      const place = `${ref.namespace ?? ''}/${ref.name}`;
      met.add(place);
      if (extras.get(place) !== liveHash) changed.push(place);
    }
  }
  // What cannot be read is there all the same; an item without a name could be any of them.
  const unread = new Set(notCompared.map(({ subject }) => subject));
  const isGone = (place: string) => {
    const isIn = namespace === null || place.startsWith(`${namespace}/`);
    return isIn && !met.has(place) && !unread.has(subjectOf(type)) && !unread.has(nameAt(type, place));
  };
  const absent = [...objects]
    .filter(([, known]) => known.resourceVersion !== null || known.findings === null)
    .map(([place]) => place);
  return { changed, absent: [...absent, ...extras.keys()].filter(isGone), resourceVersion, notCompared };
}
