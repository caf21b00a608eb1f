import { readDocuments } from '#lib/gitops/yaml/read.ts';
import type { Json } from '#lib/kubernetes/types.ts';
import { messageOf } from '#lib/platform/errors.ts';
import type { Flaw } from '#lib/yaml/describe.ts';
import { atStart } from '#lib/yaml/file.ts';
import { placeFlaws } from '#lib/yaml/place.ts';
import type { FileProblem } from '#lib/yaml/problem.ts';
import { readYaml, type YamlFile } from '#lib/yaml/read.ts';

/** The value of a file, and the places in it. */
export interface FlagText {
  value: Json;
  locate: YamlFile['locate'];
  place: (flaws: readonly Flaw[]) => FileProblem[];
}

/** Reads text as flagd does: JSON strictly, of YAML the first document by the rules of go-yaml 3. */
export function readText(file: string, text: string): FlagText | { problems: FileProblem[] } {
  if (file.endsWith('.json')) {
    const problem = jsonProblem(file, text);
    if (problem !== null) return { problems: [problem] };
  }
  const { documents, problems } = readDocuments(file, text, 'kustomize');
  if (problems.length > 0) return { problems };
  const [first] = documents;
  if (first === undefined) return { problems: [atStart(file, 'is empty: it must have flags')] };
  // What Kubernetes' tools and flagd read is more than this reader of places takes (anchors); the file is named then.
  const read = readYaml(file, text);
  const locate = 'yaml' in read ? read.yaml.locate : () => ({ line: first.line, column: 1 });
  const place = (flaws: readonly Flaw[]) => placeFlaws(file, { value: first.value, locate }, flaws);
  return { value: first.value, locate, place };
}

function jsonProblem(file: string, text: string): FileProblem | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const read = readYaml(file, text);
    const [known] = 'problems' in read ? read.problems : [];
    const { line, column } = known ?? { line: 1, column: 1 };
    // The runtime's message quotes the text around the fault, which is told by its place instead.
    const reason = messageOf(error)
      .replace(/,? ?\.*"[\s\S]*$/, '')
      .replace(/ in JSON at position.*$/, '');
    return { file, line, column, reason: `is not valid JSON: ${reason}` };
  }
}
