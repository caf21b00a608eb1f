import type { ServedKind } from './kinds.ts';

type Verb = 'get' | 'list' | 'watch' | 'patch';

/** A rule that takes rights away, as an RBAC role without them would. */
export interface Forbidden {
  /** In addresses, e.g. `secrets`. */
  plural: string;
  /** Left out: of all namespaces, and of the whole cluster. */
  namespace?: string;
  /** Left out: all that may be done with it. */
  verb?: Verb;
}

const USER = 'system:serviceaccount:tidemark:tidemark';

/** Why RBAC refuses a request, in the server's words; undefined where it does not. */
export function refusalOf(
  rules: readonly Forbidden[],
  { verb, kind, namespace }: { verb: Verb; kind: ServedKind; namespace: string | null },
): string | undefined {
  const hit = rules.some((rule) => {
    const isOfVerb = rule.verb === undefined || rule.verb === verb;
    return isOfVerb && rule.plural === kind.plural && (rule.namespace === undefined || rule.namespace === namespace);
  });
  if (!hit) return undefined;
  const scope = namespace === null ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const what = `resource "${kind.plural}" in API group "${kind.group}"`;
  return `${kind.plural} is forbidden: User "${USER}" cannot ${verb} ${what} ${scope}`;
}
