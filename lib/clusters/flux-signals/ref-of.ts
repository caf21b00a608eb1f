import type { DriftCorrection } from '#lib/gitops/flux/drift-events.ts';
import { readInventory } from '#lib/gitops/flux/read-spec.ts';
import type { KubeObject, ObjectRef, ResourceType } from '#lib/kubernetes/types.ts';

type Named = Pick<DriftCorrection, 'kind' | 'namespace' | 'name'>;

/**
 * The object that Flux names without its API group. What it applied is on its record; otherwise the group counts that
 * alone has such a kind.
 *
 * @returns null where several groups have it, or none.
 */
export function refOf(
  { kind, namespace, name }: Named,
  owner: KubeObject | null,
  types: readonly ResourceType[],
): ObjectRef | null {
  const recorded = (owner === null ? [] : readInventory(owner)).filter(
    (each) => each.kind === kind && each.namespace === namespace && each.name === name,
  );
  const served = types.filter((type) => type.kind === kind && type.isNamespaced === (namespace !== null));
  const candidates = recorded.length > 0 ? recorded : served;
  const [group, ...others] = new Set(candidates.map((each) => each.group));
  return group === undefined || others.length > 0 ? null : { group, kind, namespace, name };
}
