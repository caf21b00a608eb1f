export type DefinitionSet = 'flux' | 'kyverno';

export interface DefinitionSource {
  /** Go module whose source carries the files. */
  module: string;
  /** Its checksum as go.sum writes it. */
  sum: string;
  folders: readonly string[];
}

const FLUX_FOLDERS = ['config/crd/bases'];

/** Where the CustomResourceDefinitions come from: the released modules of the products themselves. */
export const SOURCES = {
  flux: [
    {
      module: 'github.com/fluxcd/kustomize-controller@v1.9.6',
      sum: 'h1:XB+G3A0mky0j5uVHZWv4oSlS2RvZBoNIUhstIvY0JKE=',
      folders: FLUX_FOLDERS,
    },
    {
      module: 'github.com/fluxcd/source-controller@v1.9.6',
      sum: 'h1:nG534/bI6nVpyHra7ONAk6xDB3xPsVT+EOLHZHXPrrc=',
      folders: FLUX_FOLDERS,
    },
    {
      module: 'github.com/fluxcd/notification-controller@v1.6.0',
      sum: 'h1:5C06VdqTVsbBFjtSZejnKT60U00Uyj6DAtKrqU1Si/w=',
      folders: FLUX_FOLDERS,
    },
  ],
  kyverno: [
    {
      module: 'github.com/kyverno/kyverno@v1.19.1',
      sum: 'h1:/MkgFii3/VlQfKR1JpC9tVwNNVNQTt2S4U6qCsafsTU=',
      folders: ['config/crds/kyverno', 'config/crds/policies.kyverno.io', 'config/crds/policyreport'],
    },
  ],
} as const satisfies Record<DefinitionSet, readonly DefinitionSource[]>;

/** HelmRelease is generated from its Go types, the way its own project does it. */
export const HELM_RELEASE = { folder: 'helm-release', types: 'github.com/fluxcd/helm-controller/api/v2' };
