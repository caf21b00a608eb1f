import type { RenderSpec, SubstituteReference } from '../types.ts';

/**
 * What stands in the ConfigMaps and Secrets that a Kustomization takes variables from, decoded; null where one is missing.
 * Of one that is unreadable nobody knows whether it is there.
 */
export type ReferenceValues = (
  reference: SubstituteReference,
) => Readonly<Record<string, string>> | 'unreadable' | null;

const NAME = /^[_a-zA-Z][_a-zA-Z0-9]*$/;

/**
 * The variables of a Kustomization: of its references in their order, then its own, which win. Line feeds are dropped,
 * as Flux does. Null where nothing is to be substituted.
 *
 * @returns `problem` where Flux would refuse to build.
 */
export function variablesOf(
  postBuild: RenderSpec['postBuild'],
  valuesOf: ReferenceValues,
): { variables: Map<string, string> | null } | { problem: string } {
  if (postBuild === null) return { variables: null };
  const variables = new Map<string, string>();
  const add = (values: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(values)) variables.set(name, value.replaceAll('\n', ''));
  };
  for (const reference of postBuild.substituteFrom) {
    const values = valuesOf(reference);
    if (values === 'unreadable') {
      const problem = `its variables stand in ${reference.kind} ${reference.name}, which cannot be read. Let Tidemark read it.`;
      return { problem };
    }
    if (values !== null) add(values);
    else if (!reference.isOptional) {
      return {
        problem: `its variables stand in ${reference.kind} ${reference.name}, which cannot be read. Create it, let Tidemark read it, or mark the reference optional.`,
      };
    }
  }
  add(postBuild.substitute);
  const wrong = [...variables.keys()].find((name) => !NAME.test(name));
  if (wrong !== undefined) return { problem: `${JSON.stringify(wrong)} cannot be the name of a variable.` };
  return { variables: variables.size > 0 || postBuild.isAlways ? variables : null };
}
