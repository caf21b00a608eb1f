import { parse } from 'yaml';
import { z } from 'zod';

const exception = z.object({
  spec: z.object({
    exceptions: z.array(z.object({ policyName: z.string() })).optional(),
    policyRefs: z.array(z.object({ name: z.string() })).optional(),
  }),
});

/** Names of the policies that a PolicyException speaks of on either side, each as YAML; none of any other object. */
export function policiesOf(kind: string, sides: readonly (string | null)[]): string[] {
  if (kind !== 'PolicyException') return [];
  return [...new Set(sides.flatMap((side) => (side === null ? [] : policiesIn(side))))];
}

function policiesIn(yaml: string): string[] {
  const spec = exception.safeParse(parsed(yaml)).data?.spec;
  // Namespaced policies are named as namespace/name.
  const named = (spec?.exceptions ?? []).map(({ policyName }) => policyName.slice(policyName.indexOf('/') + 1));
  return [...named, ...(spec?.policyRefs ?? []).map(({ name }) => name)];
}

function parsed(yaml: string): unknown {
  try {
    return parse(yaml);
  } catch {
    return null;
  }
}
