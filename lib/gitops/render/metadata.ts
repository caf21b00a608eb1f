import type { KubeObject } from '#lib/kubernetes/types.ts';
import { objectAt } from '../json.ts';
import type { RenderSpec } from '../types.ts';

const OWNER = 'kustomize.toolkit.fluxcd.io';

/** The object with what Flux adds last: the labels of its owner, then the common metadata, which wins. */
export function withFluxMetadata(object: KubeObject, { owner, commonMetadata }: RenderSpec): KubeObject {
  const ownerLabels: Record<string, string> =
    owner === null ? {} : { [`${OWNER}/name`]: owner.name, [`${OWNER}/namespace`]: owner.namespace };
  const labels = { ...objectAt(object, 'metadata', 'labels'), ...ownerLabels, ...commonMetadata?.labels };
  const annotations = { ...objectAt(object, 'metadata', 'annotations'), ...commonMetadata?.annotations };
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
  };
}
