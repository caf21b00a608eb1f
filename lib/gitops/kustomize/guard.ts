import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
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
      const inPlugins = plugins.map((plugin) => inPlugin(root, next, plugin));
      for (const inside of inPlugins) if ('refused' in inside) return `${file} names ${inside.refused}`;
      const references = inPlugins.flatMap((inside) => ('references' in inside ? inside.references : []));
      for (const reference of [...resources, ...data, ...references]) {
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

/** What the configuration of a transformer or generator names. What cannot be looked through is refused. */
function inPlugin(root: string, folder: string, plugin: string): { references: string[] } | { refused: string } {
  if (isInline(plugin)) return named('a transformer in itself', plugin);
  const place = resolveReference(folder, plugin);
  if ('refused' in place) return place;
  const file = join(root, place.path);
  if (!existsSync(file)) return { references: [] };
  if (statSync(file).isFile()) return named(plugin, readFileSync(file, 'utf8'));
  return {
    refused: `${plugin} as transformers or generators, which are only read from files: name its files one by one`,
  };
}

function named(place: string, text: string): { references: string[] } | { refused: string } {
  const { documents, problems } = readDocuments(place, text, 'kubernetes');
  const [problem] = problems;
  if (problem !== undefined) return { refused: formatProblem(problem) };
  return { references: documents.flatMap(({ value }) => pluginReferences(value)) };
}
