import type { Json, KubeObject, NotCompared } from '#lib/kubernetes/types.ts';
import type { FileProblem } from '#lib/yaml/problem.ts';
import { isJsonObject, listAt, textAt } from '../json.ts';
import type { RenderedObject } from '../types.ts';
import type { YamlDocument } from '../yaml/read.ts';
import { isSopsEncrypted, withoutSopsMetadata } from './sops.ts';

/** An object and the line of its file that it begins at. */
export interface PlacedObject extends RenderedObject {
  line: number;
}

/** kustomize leaves out what is marked as its own configuration. */
const LOCAL_CONFIG = 'config.kubernetes.io/local-config';

/** The objects of one file's documents, lists opened; a problem for each that is no object of Kubernetes. */
export function objectsOf(
  file: string | null,
  documents: readonly YamlDocument[],
): { objects: PlacedObject[]; problems: FileProblem[] } {
  const objects: PlacedObject[] = [];
  const problems: FileProblem[] = [];
  for (const { value, line } of documents) {
    for (const each of opened(value)) {
      const flaw = flawOf(each);
      if (flaw !== null) problems.push({ file: file ?? 'the rendered objects', line, column: 1, reason: flaw });
      else if (isKubeObject(each) && !isLocal(each)) objects.push(placed(each, file, line));
    }
  }
  return { objects, problems };
}

/** What is left of objects after each that stands there more than once is taken out and told. */
export function withoutDuplicates(objects: readonly PlacedObject[]): {
  objects: PlacedObject[];
  notCompared: NotCompared[];
} {
  const groups = Map.groupBy(objects, ({ object }) => identity(object));
  const notCompared = [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined || same.length === 1) return [];
    const places = same.map(({ file, line }) => (file === null ? 'a generated resource' : `${file}:${line}`));
    const detail = `${named(first.object)} stands ${same.length} times in git (${places.join(', ')}), so that git does not say what it should be. Keep one of them.`;
    return [{ reason: 'not_rendered' as const, subject: named(first.object), detail }];
  });
  return { objects: objects.filter(({ object }) => groups.get(identity(object))?.length === 1), notCompared };
}

/** `Kind namespace/name`, for people. */
export function named(object: KubeObject): string {
  const namespace = textAt(object, 'metadata', 'namespace');
  return `${object.kind} ${namespace === null ? '' : `${namespace}/`}${object.metadata.name}`;
}

/** Whatever has a kind that ends in List and items is its items, as for kustomize. */
function opened(value: Json): readonly Json[] {
  const kind = textAt(value, 'kind');
  if (kind?.endsWith('List') !== true || !isJsonObject(value) || !Array.isArray(value.items)) return [value];
  return listAt(value, 'items');
}

function flawOf(value: Json): string | null {
  if (!isJsonObject(value)) return 'is no object: a manifest is a mapping with apiVersion, kind and metadata.name';
  const missing = [['apiVersion'], ['kind'], ['metadata', 'name']].filter((path) => textAt(value, ...path) === null);
  return missing.length === 0 ? null : `has no ${missing.map((path) => path.join('.')).join(', ')} as text`;
}

function isKubeObject(value: Json): value is KubeObject {
  return isJsonObject(value) && flawOf(value) === null;
}

function isLocal(object: KubeObject): boolean {
  const mark = textAt(object, 'metadata', 'annotations', LOCAL_CONFIG);
  return mark !== null && mark !== 'false';
}

function placed(object: KubeObject, file: string | null, line: number): PlacedObject {
  const isEncrypted = isSopsEncrypted(object);
  return { object: isEncrypted ? withoutSopsMetadata(object) : object, file, isEncrypted, line };
}

/** For kustomize no namespace and `default` are the same. */
function identity(object: KubeObject): string {
  const group = object.apiVersion.includes('/') ? object.apiVersion.slice(0, object.apiVersion.indexOf('/')) : '';
  const namespace = textAt(object, 'metadata', 'namespace') ?? 'default';
  return JSON.stringify([group, object.kind, namespace, object.metadata.name]);
}
