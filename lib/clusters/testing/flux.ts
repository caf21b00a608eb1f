import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';

/** Defines a kind of Flux. */
export const definition = (group: string, plural: string, kind: string): KubeObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List` },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
});

/** An object of Flux that its controller has taken up. */
export const fluxObject = (
  apiVersion: string,
  kind: string,
  name: string,
  spec: JsonObject,
  status: JsonObject = {},
): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'flux-system', generation: 1 },
  spec,
  status: { observedGeneration: 1, ...status },
});
