import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonObject, listAt, textAt } from '../json.ts';
import type { RenderSpec } from '../types.ts';
import { foldField } from './references.ts';

const ORIGIN = 'originAnnotations';

/** Fields of a kustomization, in any case; Flux passes over all others, where kustomize itself would refuse them. */
const FIELDS = new Map(
  [
    ...[
      'apiVersion',
      'kind',
      'metadata',
      'openapi',
      'buildMetadata',
      'sortOptions',
      'resources',
      'bases',
      'components',
    ],
    ...['namespace', 'namePrefix', 'nameSuffix', 'commonLabels', 'labels', 'commonAnnotations', 'images', 'imageTags'],
    ...['patches', 'patchesJson6902', 'patchesStrategicMerge', 'replacements', 'replicas', 'vars', 'crds'],
    ...['configMapGenerator', 'secretGenerator', 'generatorOptions', 'configurations'],
    ...['generators', 'transformers', 'validators', 'helmGlobals', 'helmCharts', 'helmChartInflationGenerator'],
  ].map((field) => [foldField(field), field]),
);

/** What Flux writes as the kustomization of a folder, and whether its objects bear an annotation that is only ours. */
export interface Overlay {
  kustomization: JsonObject;
  /** The annotation of where an object comes from is taken off again: Flux does not apply it. */
  hidesOrigin: boolean;
}

/**
 * The kustomization that Flux's controller builds from a folder's own, with what the Flux object says on top.
 *
 * @param own The folder's own kustomization; null where Flux makes one of `resources`.
 * @param hasComponent Whether a component's folder exists.
 */
export function overlayOf(
  own: JsonObject | null,
  resources: readonly string[],
  spec: RenderSpec,
  hasComponent: (path: string) => boolean,
): Overlay {
  const known = Object.entries(own ?? { resources }).flatMap(([written, value]) => {
    const field = FIELDS.get(foldField(written));
    return field === undefined ? [] : [[field, value] as const];
  });
  const base: JsonObject = Object.fromEntries(known);
  const components = spec.components.filter((path) => !spec.ignoreMissingComponents || hasComponent(path));
  const wanted = buildMetadataOf(own, base, spec);
  const hidesOrigin = !wanted.includes(ORIGIN);
  const kustomization: JsonObject = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    ...base,
    ...(spec.targetNamespace === null ? {} : { namespace: spec.targetNamespace }),
    ...(spec.namePrefix === null ? {} : { namePrefix: spec.namePrefix }),
    ...(spec.nameSuffix === null ? {} : { nameSuffix: spec.nameSuffix }),
    ...(spec.patches.length === 0 ? {} : { patches: [...listAt(base, 'patches'), ...spec.patches] }),
    ...(components.length === 0 ? {} : { components: [...listAt(base, 'components'), ...components] }),
    ...(spec.images.length === 0 ? {} : { images: mergeImages(listAt(base, 'images'), spec.images) }),
    buildMetadata: hidesOrigin ? [...wanted, ORIGIN] : wanted,
  };
  return { kustomization, hidesOrigin };
}

/** Where the folder's own kustomization names no resources, Flux itself asks for the annotation, so that it is not empty. */
function buildMetadataOf(own: JsonObject | null, base: JsonObject, spec: RenderSpec): readonly Json[] {
  if (spec.buildMetadata.length > 0) return spec.buildMetadata;
  const isWithoutResources = own !== null && listAt(base, 'resources').length === 0;
  return isWithoutResources ? [ORIGIN] : listAt(base, 'buildMetadata');
}

/** An image that both name takes the Flux object's fields; tag and digest count as one. */
function mergeImages(own: readonly Json[], over: readonly JsonObject[]): Json[] {
  const merged = [...own];
  for (const image of over) {
    const at = merged.findIndex((each) => textAt(each, 'name') === textAt(image, 'name'));
    const before = merged[at];
    if (!isJsonObject(before)) {
      merged.push(image);
      continue;
    }
    const { newTag: _tag, digest: _digest, ...untagged } = before;
    const setsVersion = textAt(image, 'newTag') !== null || textAt(image, 'digest') !== null;
    merged[at] = { ...(setsVersion ? untagged : before), ...image };
  }
  return merged;
}
