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

const MATCHED = ['group', 'version', 'kind', 'name', 'namespace'] as const;

/** Names are regular expressions, as in patches of kustomize; one that is none chooses nothing. */
function isTarget(target: NonNullable<FluxIgnoreRule['target']>, object: KubeObject): boolean {
  const { metadata } = object;
  const facts = { ...kindOf(object), name: metadata.name, namespace: stringIn(metadata, 'namespace') ?? '' };
  return MATCHED.every((key) => {
    const pattern = target[key];
    return pattern === undefined || matches(pattern, facts[key]);
  });
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return false;
  }
}
