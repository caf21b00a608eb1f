import type { KubeObject } from '#lib/kubernetes/types.ts';
import type { HelmReleasePlan } from '../flux/types.ts';
import { objectAt } from '../json.ts';

const OWNER = 'helm.toolkit.fluxcd.io';

/** The object with what helm-controller and Helm add to all of a release. */
export function withHelmMetadata(
  object: KubeObject,
  { namespace, name, release, commonMetadata }: HelmReleasePlan,
): KubeObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        ...objectAt(object, 'metadata', 'labels'),
        [`${OWNER}/name`]: name,
        [`${OWNER}/namespace`]: namespace,
        ...commonMetadata?.labels,
        'app.kubernetes.io/managed-by': 'Helm',
      },
      annotations: {
        ...objectAt(object, 'metadata', 'annotations'),
        ...commonMetadata?.annotations,
        'meta.helm.sh/release-name': release.name,
        'meta.helm.sh/release-namespace': release.namespace,
      },
    },
  };
}
