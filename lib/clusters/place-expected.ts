import type { ServedTypes } from '#lib/kubernetes/client/discovery.ts';
import { groupVersionOf, subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import { kindOf } from '#lib/kubernetes/compare/ref.ts';
import type { GroupVersionKind, KubeObject, NotCompared, ResourceType } from '#lib/kubernetes/types.ts';
import { stringIn } from '#lib/kubernetes/values/json.ts';
import { POLICY_GROUPS } from '#lib/policy/drift-rules.ts';
import { KUBE_NAMESPACE_LISTS } from '#lib/policy/thresholds.ts';
import type { ExpectedObject } from './types.ts';
import { watchPolicies } from './watch-policies.ts';
import { CLUSTER_SCOPE, watchUnasked } from './watch-unasked.ts';

/** Where objects without a namespace of their own come to, as with kubectl. */
const DEFAULT_NAMESPACE = 'default';

/** A kind that git has objects of, or that somebody may have added some of, and how it is read. */
export interface KindPlan {
  type: ResourceType;
  /** By {@link placeOf}. */
  expected: ReadonlyMap<string, ExpectedObject>;
  /** One list each; null: a list of everything. */
  lists: readonly (string | null)[];
  /** Namespaces in which objects that git lacks are looked for; '' is what belongs to none. */
  extrasIn: ReadonlySet<string>;
  /** Git has nothing of it, and it decides on nothing: that the account may not read it makes no gap. */
  isOptional: boolean;
}

/** What of a cluster must be read. */
export interface ReadingPlan {
  kinds: KindPlan[];
  /** Lists that reach everything namespaced that git has; null: a list of everything. */
  lists: readonly (string | null)[];
  notCompared: NotCompared[];
  /** Kinds, as `group/Kind`, that git has objects of and the cluster does not serve. */
  unplaced: ReadonlySet<string>;
}

/** Names an object among those of its kind. */
export function placeOf({ metadata }: Pick<KubeObject, 'metadata'>): string {
  return `${stringIn(metadata, 'namespace') ?? ''}/${metadata.name}`;
}

/**
 * Tells which kinds and namespaces must be read for what git has. Kinds that the cluster does not serve at git's
 * version, and objects that several sources ask for, are told as not compared.
 *
 * @param only Namespaces to keep to; null: all, and what belongs to none.
 */
export function placeExpected(
  objects: readonly ExpectedObject[],
  served: ServedTypes,
  only: readonly string[] | null,
): ReadingPlan {
  const types = new Map(served.types.map((type) => [keyOf(type), type]));
  const notCompared: NotCompared[] = [];
  const unplaced = new Set<string>();
  const placed: { type: ResourceType; own: ExpectedObject[] }[] = [];
  for (const [key, same] of Map.groupBy(objects, ({ object }) => keyOf(kindOf(object)))) {
    const type = types.get(key);
    const own = (type === undefined ? same : same.map((each) => inPlace(each, type))).filter(({ object }) => {
      return only === null || only.includes(stringIn(object.metadata, 'namespace') ?? '');
    });
    if (type === undefined) {
      notCompared.push(...notServed(own, served));
      for (const { object } of own) unplaced.add(`${kindOf(object).group}/${object.kind}`);
    } else if (own.length > 0) placed.push({ type, own });
  }
  const namespaces = new Set(placed.flatMap(({ own }) => own.flatMap(({ object }) => namespaceIn(object))));
  const lists = listsOf([...namespaces]);
  const kinds = placed.map(({ type, own }): KindPlan => {
    const { expected, contested } = apart(type, own);
    notCompared.push(...contested);
    const place = type.isNamespaced ? { lists, extrasIn: namespaces } : { lists: [null], extrasIn: CLUSTER_SCOPE };
    return { type, expected, ...place, isOptional: false };
  });
  const managesPolicies = objects.some(({ object }) => POLICY_GROUPS.includes(kindOf(object).group));
  const asked = managesPolicies ? watchPolicies(kinds, served.types, only) : kinds;
  // Without anything of git's there is nothing beside which an object would be too much.
  const isEmpty = kinds.length === 0;
  const all = isEmpty ? asked : watchUnasked(asked, { served: served.types, namespaces, lists, only });
  return { kinds: all, lists, notCompared, unplaced };
}

/** Few namespaces are read one by one, which needs rights in these alone; many in one list of everything. */
function listsOf(namespaces: readonly string[]): (string | null)[] {
  return namespaces.length <= KUBE_NAMESPACE_LISTS ? namespaces.toSorted() : [null];
}

/** An object under the namespace that it comes to; cluster-scoped ones lose what git says in vain. */
function inPlace(expected: ExpectedObject, { isNamespaced }: ResourceType): ExpectedObject {
  const { namespace: given, ...others } = expected.object.metadata;
  const namespace = typeof given === 'string' ? given : DEFAULT_NAMESPACE;
  const metadata = { ...others, name: expected.object.metadata.name, ...(isNamespaced && { namespace }) };
  return { ...expected, object: { ...expected.object, metadata } };
}

/** Objects by their places, and in words those that several sources ask for. */
function apart(type: ResourceType, own: readonly ExpectedObject[]) {
  const expected = new Map<string, ExpectedObject>();
  const contested: NotCompared[] = [];
  for (const [place, [first, ...others]] of Map.groupBy(own, ({ object }) => placeOf(object))) {
    if (first === undefined) continue;
    if (others.length === 0) {
      expected.set(place, first);
      continue;
    }
    const sources = [first, ...others].map(({ source }) => source).join(', ');
    const subject = `${subjectOf(type)} ${place.replace(/^\//, '')}`;
    const detail = `${subject} is asked for more than once (${sources}), so that git does not say what it should be: only that it is there is looked at. Keep one of them.`;
    const told: NotCompared = { reason: 'not_rendered', subject, detail };
    expected.set(place, { ...first, contested: told });
    contested.push(told);
  }
  return { expected, contested };
}

function notServed(own: readonly ExpectedObject[], { types, notCompared }: ServedTypes): NotCompared[] {
  return [...Map.groupBy(own, ({ object }) => keyOf(kindOf(object))).values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const kind = kindOf(first.object);
    const subject = `${kind.kind} of ${groupVersionOf(kind)}`;
    const count = `Git has ${others.length + 1} of it`;
    const down = notCompared.find((each) => each.subject === `all kinds of ${groupVersionOf(kind)}`);
    if (down !== undefined) return [{ ...down, subject, detail: `${count}. ${down.detail}` }];
    const versions = types.filter((type) => type.group === kind.group && type.kind === kind.kind);
    const mend =
      versions.length === 0
        ? 'The cluster does not know the kind. Apply its CustomResourceDefinition.'
        : `The cluster serves it as ${versions.map(groupVersionOf).join(', ')} only. Write it so in git.`;
    return [{ reason: 'not_served' as const, subject, detail: `${count}. ${mend}` }];
  });
}

function namespaceIn({ metadata }: KubeObject): string[] {
  const namespace = stringIn(metadata, 'namespace');
  return namespace === null ? [] : [namespace];
}

function keyOf({ group, version, kind }: GroupVersionKind): string {
  return `${group}/${version}/${kind}`;
}
