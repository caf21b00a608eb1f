import { isRunningState } from '#lib/kubernetes/compare/extras/never-extra.ts';
import type { ResourceType } from '#lib/kubernetes/types.ts';
import { decidesAccess, decidesAdmission } from '#lib/policy/drift-rules.ts';
import { KUBE_UNASKED_LISTS } from '#lib/policy/thresholds.ts';
import type { KindPlan } from './place-expected.ts';

/** What belongs to no namespace. */
export const CLUSTER_SCOPE: ReadonlySet<string> = new Set(['']);

/** What people do with a kind that they can add objects of; a kind without one of these is a view of something else. */
const VERBS = ['list', 'watch', 'get', 'create', 'delete'];

interface UnaskedQuestion {
  served: readonly ResourceType[];
  /** Namespaces that git has objects in. */
  namespaces: ReadonlySet<string>;
  /** Lists that reach these. */
  lists: readonly (string | null)[];
  /** Namespaces to keep to; null: all, and what belongs to none. */
  only: readonly string[] | null;
}

/**
 * Plans that find what somebody added of a kind that git has nothing of: in the namespaces that git has objects in, every
 * kind that people can add; of what belongs to no namespace, what decides on access and admission. Presence is all that
 * matters of them.
 */
export function watchUnasked(kinds: readonly KindPlan[], question: UnaskedQuestion): KindPlan[] {
  const planned = new Set(kinds.map(({ type }) => kindKey(type)));
  const wanted = question.served.filter((type) => !planned.has(kindKey(type)) && isWanted(type, question));
  const perKind = [...Map.groupBy(wanted, kindKey).values()].flatMap(([preferred]) => preferred ?? []);
  return [...kinds, ...perKind.map((type) => planOf(type, question))];
}

function isWanted(type: ResourceType, { only, namespaces }: UnaskedQuestion): boolean {
  const { group, kind, verbs, isNamespaced } = type;
  if (isRunningState(group, kind) || !VERBS.every((verb) => verbs.includes(verb))) return false;
  return isNamespaced ? namespaces.size > 0 : only === null && isDecisive(type);
}

function planOf(type: ResourceType, { namespaces, lists, only }: UnaskedQuestion): KindPlan {
  const isOptional = !isDecisive(type);
  const nothing = { type, expected: new Map(), isOptional };
  if (!type.isNamespaced) return { ...nothing, lists: [null], extrasIn: CLUSTER_SCOPE };
  const asOne = only === null && namespaces.size > KUBE_UNASKED_LISTS;
  return { ...nothing, lists: asOne ? [null] : lists, extrasIn: namespaces };
}

function isDecisive(type: ResourceType): boolean {
  return decidesAccess(type) || decidesAdmission(type);
}

/** Whatever version it is served at. */
export function kindKey({ group, kind }: Pick<ResourceType, 'group' | 'kind'>): string {
  return `${group}/${kind}`;
}
