import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '#lib/kubernetes/types.ts';
import { formatProblem } from '#lib/yaml/problem.ts';
import { isJsonObject } from '../json.ts';
import { KUSTOMIZATION_FILES } from '../manifests/files.ts';
import { readDocuments } from '../yaml/read.ts';
import { isInline, pluginReferences, referencesOf, resolveReference } from './references.ts';

/**
 * Why a folder must not be given to kustomize, which reads whatever it is pointed at: files outside of the repository
 * and other servers. Follows everything that is loaded. Null where all of it lies in the repository.
 *
 * @param root absolute; @param folder from there.
 */
export function refusalOf(root: string, folder: string): string | null {
  const seen = new Set<string>();
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const file = seen.has(next) ? undefined : kustomizationOf(root, next);
    seen.add(next);
    if (file === undefined) continue;
    const { documents, problems } = readDocuments(file, readFileSync(join(root, file), 'utf8'), 'kubernetes');
    const [problem] = problems;
    if (problem !== undefined) return formatProblem(problem);
    for (const { value } of documents) {
      if (!isJsonObject(value)) return `${file}:1:1 is no kustomization`;
      const { resources, data, plugins } = referencesOf(value);
      const configured = [...data, ...plugins.flatMap((plugin) => inPlugin(root, next, plugin))];
      for (const reference of [...resources, ...configured, ...plugins.filter((plugin) => !isInline(plugin))]) {
        const place = resolveReference(next, reference);
        if ('refused' in place) return `${file} names ${place.refused}`;
        pending.push(place.path);
      }
    }
  }
  return null;
}

function kustomizationOf(root: string, folder: string): string | undefined {
  const at = join(root, folder);
  if (!existsSync(at) || !statSync(at).isDirectory()) return undefined;
  return KUSTOMIZATION_FILES.map((name) => join(folder, name)).find((file) => existsSync(join(root, file)));
}

/** What a transformer's configuration names; a configuration that cannot be read is told by kustomize itself. */
function inPlugin(root: string, folder: string, plugin: string): string[] {
  if (isInline(plugin)) return named(plugin);
  const place = resolveReference(folder, plugin);
  if ('refused' in place) return [plugin];
  const file = join(root, place.path);
  return existsSync(file) && statSync(file).isFile() ? named(readFileSync(file, 'utf8')) : [];
}

function named(text: string): string[] {
  return readDocuments('', text, 'kubernetes').documents.flatMap(({ value }: { value: Json }) =>
    pluginReferences(value),
  );
}
