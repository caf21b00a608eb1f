import type { Flaw } from './describe.ts';
import { type FileProblem, MAX_PROBLEMS } from './problem.ts';
import type { YamlFile } from './read.ts';

/** The flaws of a file with their places in it. Finding one can take time linear in the file: only as many as are listed. */
export function placeFlaws(path: string, yaml: YamlFile, flaws: readonly Flaw[]): FileProblem[] {
  return flaws
    .slice(0, MAX_PROBLEMS + 1)
    .map((flaw) => ({ file: path, ...yaml.locate(flaw.path, flaw.key), reason: flaw.reason }));
}
