/** One Go module below `go/` and the programs that are built from it. */
export interface ServerModule {
  /** Its folder below `go/`. */
  folder: string;
  /** Name of each program, with the Go package it is built from. */
  programs: Record<string, string>;
  /** Flags of the linker: versions that programs tell of themselves. */
  linker?: string;
}

/** Kubernetes tells its version in `/version`; go.mod pins the same one. */
export const KUBERNETES_VERSION = 'v1.36.3';

export const MODULES = {
  certificates: { folder: 'certificates', programs: { certificates: '.' } },
  kubernetes: {
    folder: 'kubernetes',
    programs: {
      etcd: 'go.etcd.io/etcd/server/v3',
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      kubectl: 'k8s.io/kubernetes/cmd/kubectl',
      kustomize: 'sigs.k8s.io/kustomize/kustomize/v5',
    },
    linker: `-X k8s.io/component-base/version.gitVersion=${KUBERNETES_VERSION}`,
  },
  flagd: {
    folder: 'flagd',
    programs: { flagd: 'github.com/open-feature/flagd/flagd' },
    linker: '-X main.version=v0.16.0',
  },
  helm: {
    folder: 'helm',
    programs: { helm: 'helm.sh/helm/v3/cmd/helm', 'helm-as-controller': '.' },
  },
  'kustomize-controller': {
    folder: 'kustomize-controller',
    programs: { 'kustomize-controller': 'github.com/fluxcd/kustomize-controller' },
  },
  'notification-controller': {
    folder: 'notification-controller',
    programs: { 'notification-controller': 'github.com/fluxcd/notification-controller' },
  },
} as const satisfies Record<string, ServerModule>;

/** Names of all programs. */
export type ProgramName = {
  [Name in keyof typeof MODULES]: keyof (typeof MODULES)[Name]['programs'];
}[keyof typeof MODULES];

/** How long some programs take on two idle cores with nothing cached. */
export const SLOW: Readonly<Record<string, string>> = {
  'kube-apiserver': 'about 8 minutes',
  helm: 'about a minute',
  'helm-as-controller': 'about a minute',
  'kustomize-controller': 'about 3 minutes',
  'notification-controller': 'about 3 minutes',
};
