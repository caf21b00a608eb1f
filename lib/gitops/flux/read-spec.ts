import type { Json, JsonObject, KubeObject, ObjectRef } from '#lib/kubernetes/types.ts';
import { isJsonObject, listAt, objectAt, textAt, textsAt } from '../json.ts';
import type { RenderSpec, SubstituteReference } from '../types.ts';
import type { FluxIgnoreRule } from './types.ts';

const SELECTORS = ['group', 'version', 'kind', 'name', 'namespace', 'labelSelector', 'annotationSelector'] as const;

/** How a Kustomization of Flux says its folder becomes objects. */
export function readRenderSpec(object: KubeObject): RenderSpec {
  const spec = objectAt(object, 'spec') ?? {};
  return {
    path: textAt(spec, 'path') ?? '',
    targetNamespace: textAt(spec, 'targetNamespace'),
    namePrefix: textAt(spec, 'namePrefix'),
    nameSuffix: textAt(spec, 'nameSuffix'),
    patches: [...listAt(spec, 'patches'), ...oldPatches(spec)].filter((patch) => isJsonObject(patch)),
    components: listAt(spec, 'components').filter((path) => typeof path === 'string'),
    ignoreMissingComponents: spec.ignoreMissingComponents === true,
    images: listAt(spec, 'images').filter((image) => isJsonObject(image)),
    buildMetadata: listAt(spec, 'buildMetadata').filter((option) => typeof option === 'string'),
    commonMetadata: readCommonMetadata(spec),
    postBuild: readPostBuild(spec),
    owner: { name: object.metadata.name, namespace: textAt(object, 'metadata', 'namespace') ?? '' },
  };
}

/** Labels and annotations that Flux puts on everything; null where it says nothing. */
export function readCommonMetadata(spec: JsonObject): RenderSpec['commonMetadata'] {
  if (objectAt(spec, 'commonMetadata') === null) return null;
  return {
    labels: textsAt(spec, 'commonMetadata', 'labels'),
    annotations: textsAt(spec, 'commonMetadata', 'annotations'),
  };
}

/** What Flux is told to leave alone: `spec.ignore` of a Kustomization, `spec.driftDetection.ignore` of a HelmRelease. */
export function readIgnoreRules(rules: readonly Json[]): FluxIgnoreRule[] {
  return rules.map((rule) => {
    const target = objectAt(rule, 'target');
    const selectors = SELECTORS.flatMap((key) => {
      const text = textAt(target, key);
      return text === null ? [] : [[key, text]];
    });
    return {
      paths: listAt(rule, 'paths').filter((path) => typeof path === 'string'),
      target: target === null ? null : Object.fromEntries(selectors),
    };
  });
}

/** Flux's record of what it applied: ids `namespace_name_group_kind`. */
export function readInventory(object: KubeObject): ObjectRef[] {
  return listAt(object, 'status', 'inventory', 'entries').flatMap((entry) => {
    const id = textAt(entry, 'id');
    return id === null ? [] : (readInventoryId(id) ?? []);
  });
}

/** Names of RBAC hold colons, which the id writes as `__`. Null for what is no such id. */
export function readInventoryId(id: string): ObjectRef | null {
  const found = /^([^_]*)_(.+)_([^_]*)_([^_]+)$/.exec(id);
  if (found === null) return null;
  const [, namespace = '', name = '', group = '', kind = ''] = found;
  return { group, kind, namespace: namespace === '' ? null : namespace, name: name.replaceAll('__', ':') };
}

/** Whether an object says that Flux leaves it alone for now. */
export function isSuspended(object: KubeObject): boolean {
  return objectAt(object, 'spec')?.suspend === true;
}

export function readReference(entry: unknown): SubstituteReference | null {
  const [kind, name] = [textAt(entry, 'kind'), textAt(entry, 'name')];
  if (name === null || (kind !== 'ConfigMap' && kind !== 'Secret')) return null;
  return { kind, name, isOptional: isJsonObject(entry) && entry.optional === true };
}

function readPostBuild(spec: JsonObject): RenderSpec['postBuild'] {
  const postBuild = objectAt(spec, 'postBuild');
  if (postBuild === null) return null;
  return {
    substitute: textsAt(postBuild, 'substitute'),
    substituteFrom: listAt(postBuild, 'substituteFrom').flatMap((entry) => readReference(entry) ?? []),
    isAlways: textAt(postBuild, 'substituteStrategy') === 'Always',
  };
}

/** Fields of earlier versions of the API, in the words of today's. */
function oldPatches(spec: JsonObject): JsonObject[] {
  const merges = listAt(spec, 'patchesStrategicMerge').map((patch) => ({ patch: JSON.stringify(patch) }));
  const jsons = listAt(spec, 'patchesJson6902').flatMap((entry) => {
    const target = objectAt(entry, 'target');
    return target === null ? [] : [{ patch: JSON.stringify(listAt(entry, 'patch')), target }];
  });
  return [...merges, ...jsons];
}
