import { posix } from 'node:path';
import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonObject, listAt, textAt } from '../json.ts';

/** What a kustomization loads: folders or files, files that only hold data, and files that say how to transform. */
interface References {
  resources: string[];
  data: string[];
  plugins: string[];
}

const REMOTE = /^(git::|gh:|git@|github\.com[:/])|:\/\/|^[\w.-]+@[\w.-]+:/i;
const RESOURCE_FIELDS = ['resources', 'bases', 'components'] as const;
const PLUGIN_FIELDS = ['generators', 'transformers', 'validators'] as const;
const DATA_FIELDS = ['crds', 'configurations', 'patchesstrategicmerge'] as const;
const PATH_FIELDS = ['patches', 'patchesjson6902', 'replacements'] as const;
const GENERATOR_FIELDS = ['configmapgenerator', 'secretgenerator'] as const;

/** Everything that a kustomization names to be loaded. kustomize takes fields in any case: `FILES` is `files`. */
export function referencesOf(written: JsonObject): References {
  const kustomization = withLowerKeys(written);
  const texts = (field: string) => listAt(kustomization, field).filter((entry) => typeof entry === 'string');
  const generators = GENERATOR_FIELDS.flatMap((field) => [...listAt(kustomization, field)]);
  const openapi = textAt(kustomization, 'openapi', 'path');
  return {
    resources: RESOURCE_FIELDS.flatMap(texts),
    plugins: PLUGIN_FIELDS.flatMap(texts),
    data: [
      ...DATA_FIELDS.flatMap(texts).filter((entry) => !isInline(entry)),
      ...PATH_FIELDS.flatMap((field) => listAt(kustomization, field).flatMap((entry) => textAt(entry, 'path') ?? [])),
      ...generators
        .flatMap((entry) => [...listAt(entry, 'files'), ...listAt(entry, 'envs'), textAt(entry, 'env')])
        .flatMap(fileOf),
      ...(openapi === null ? [] : [openapi]),
    ],
  };
}

/** All text in what configures a transformer that could name a file; what is no path is none. */
export function pluginReferences(value: Json): string[] {
  if (typeof value === 'string') return isInline(value) ? [] : fileOf(value);
  const inside: readonly Json[] = Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
  return inside.flatMap(pluginReferences);
}

/** YAML that stands in the list itself instead of a path. */
export function isInline(entry: string): boolean {
  return entry.includes('\n') || /^\s*[{[]/.test(entry);
}

/**
 * Where a reference of a folder leads within the repository, or why it is not followed.
 *
 * @param folder from the top of the repository, with `/`.
 */
export function resolveReference(folder: string, reference: string): { path: string } | { refused: string } {
  if (REMOTE.test(reference))
    return { refused: `${reference} lies on another server, which is not asked while rendering` };
  const path = posix.normalize(posix.join(folder, reference));
  const leadsOut = posix.isAbsolute(reference) || path === '..' || path.startsWith('../');
  return leadsOut ? { refused: `${reference} leads out of the repository` } : { path };
}

/** A field's name as Go tells fields apart: in any case, and `ſ` is an s. */
export function foldField(name: string): string {
  return name.toUpperCase().toLowerCase();
}

function withLowerKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(withLowerKeys);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [foldField(key), withLowerKeys(each)]));
}

/** `name=path` and `path`. */
function fileOf(entry: Json): string[] {
  return typeof entry === 'string' ? [entry.slice(entry.indexOf('=') + 1)] : [];
}
