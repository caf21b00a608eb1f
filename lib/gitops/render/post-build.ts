import { textAt } from '../json.ts';
import { objectsOf, type PlacedObject } from '../manifests/objects.ts';
import { substitute } from '../substitute/substitute.ts';
import { SubstitutionError } from '../substitute/types.ts';
import { readDocuments } from '../yaml/read.ts';
import { writeYaml } from '../yaml/write.ts';

const SWITCH = 'kustomize.toolkit.fluxcd.io/substitute';

/**
 * An object with its variables replaced, in the text that Flux replaces them in, so that `"${n}"` becomes a number
 * where Flux makes one of it. Objects marked `substitute: disabled` stay as they are.
 */
export function substituteObject(
  placed: PlacedObject,
  variables: ReadonlyMap<string, string>,
  isStrict: boolean,
): { object: PlacedObject } | { problem: string } {
  const { object, file, line } = placed;
  const marks = [textAt(object, 'metadata', 'labels', SWITCH), textAt(object, 'metadata', 'annotations', SWITCH)];
  if (marks.includes('disabled')) return { object: placed };
  try {
    const text = substitute(writeYaml(object), variables, isStrict);
    const read = readDocuments('after substitution', text, 'kubernetes');
    const { objects, problems } = objectsOf(file, read.documents);
    const problem = read.problems[0] ?? problems[0];
    if (problem !== undefined) return { problem: `once its variables are replaced it ${problem.reason}` };
    const [only] = objects;
    return only === undefined
      ? { problem: 'nothing is left once its variables are replaced' }
      : { object: { ...only, line } };
  } catch (error) {
    if (!(error instanceof SubstitutionError)) throw error;
    return { problem: `its variables cannot be replaced: ${error.message}` };
  }
}
