import type { ResourceType } from '#lib/kubernetes/types.ts';
import { POLICY_GROUPS } from '#lib/policy/drift-rules.ts';
import type { KindPlan } from './place-expected.ts';
import { kindKey } from './watch-unasked.ts';

/** Weakens policies without changing them, from whatever namespace, and git may hold none. */
const EXCEPTION = 'PolicyException';

/** Every namespace, and what belongs to none. */
const EVERYWHERE: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true });

/**
 * Plans for a cluster whose Kyverno policies git manages: their kinds and the exceptions from them are read everywhere,
 * and one that git lacks is found wherever it is.
 *
 * @param only Namespaces to keep to; null: all, and what belongs to none.
 */
export function watchPolicies(
  kinds: readonly KindPlan[],
  served: readonly ResourceType[],
  only: readonly string[] | null,
): KindPlan[] {
  const isPolicy = ({ group }: ResourceType) => POLICY_GROUPS.includes(group);
  const isPlanned = (type: ResourceType) => kinds.some((plan) => kindKey(plan.type) === kindKey(type));
  const exceptions = served.filter((type) => isPolicy(type) && type.kind === EXCEPTION && !isPlanned(type));
  const added = [...Map.groupBy(exceptions, kindKey).values()].flatMap(([first]) => first ?? []);
  const all = [
    ...kinds,
    ...added.map(
      (type): KindPlan => ({ type, expected: new Map(), lists: [], extrasIn: new Set(), isOptional: false }),
    ),
  ];
  return all.map((plan) => {
    if (!isPolicy(plan.type) || (only !== null && !plan.type.isNamespaced)) return plan;
    if (only !== null) return { ...plan, lists: only.toSorted(), extrasIn: new Set(only) };
    return { ...plan, lists: [null], extrasIn: EVERYWHERE };
  });
}
