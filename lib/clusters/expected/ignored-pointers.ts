import type { FluxIgnoreRule } from '#lib/gitops/flux/types.ts';
import { kindOf } from '#lib/kubernetes/compare/ref.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { stringIn } from '#lib/kubernetes/values/json.ts';

/** Whether a rule chooses objects by what this room does not read. */
export function selectsByLabels({ target }: FluxIgnoreRule): boolean {
  return target?.labelSelector !== undefined || target?.annotationSelector !== undefined;
}

/** JSON pointers of the fields that a Kustomization has Flux leave alone in one object. */
export function ignoredPointersOf(rules: readonly FluxIgnoreRule[], object: KubeObject): string[] {
  return rules.filter(({ target }) => target === null || isTarget(target, object)).flatMap(({ paths }) => paths);
}

/** Names are regular expressions, as in patches of kustomize; one that is none chooses nothing. */
function isTarget(target: NonNullable<FluxIgnoreRule['target']>, object: KubeObject): boolean {
  const { group, version, kind } = kindOf(object);
  const { namespace: _given, ...rest } = target;
  const facts = {
    group,
    version,
    kind,
    name: object.metadata.name,
    namespace: stringIn(object.metadata, 'namespace') ?? '',
  };
  const wanted: Partial<Record<keyof typeof facts, string>> = {
    ...rest,
    ...(_given !== undefined && { namespace: _given }),
  };
  return Object.entries(facts).every(([name, value]) => {
    const pattern = Object.entries(wanted).find(([key]) => key === name)?.[1];
    return pattern === undefined || matches(pattern, value);
  });
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return false;
  }
}
