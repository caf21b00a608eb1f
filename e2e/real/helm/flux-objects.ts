import { type Api, apply, demand } from '../servers/start/api.ts';

/** Where Flux's objects are. */
export const FLUX_NAMESPACE = 'flux-system';

/** The address of the repository, which is never asked. */
export const ADDRESS = 'https://git.invalid/fleet.git';

const PATHS = {
  ConfigMap: `/api/v1/namespaces/${FLUX_NAMESPACE}/configmaps`,
  GitRepository: `/apis/source.toolkit.fluxcd.io/v1/namespaces/${FLUX_NAMESPACE}/gitrepositories`,
  HelmRelease: `/apis/helm.toolkit.fluxcd.io/v2/namespaces/${FLUX_NAMESPACE}/helmreleases`,
};

/** Whether each commit is installed, or each version of the chart. */
export type ReconcileStrategy = 'Revision' | 'ChartVersion';

interface FluxObject {
  apiVersion: string;
  kind: keyof typeof PATHS;
  metadata: { name: string };
  [field: string]: unknown;
}

interface InstalledRelease {
  /** Helm's count of installations. */
  version: number;
  chartVersion: string;
  reconcileStrategy: ReconcileStrategy;
}

/** Writes the objects of Flux, and into their status what its controllers would. */
export class FluxObjects {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  async putNamespace(): Promise<void> {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: FLUX_NAMESPACE } };
    await apply(this.#api, `/api/v1/namespaces/${FLUX_NAMESPACE}`, namespace);
  }

  /** The values that all releases take. */
  async putValues(values: string): Promise<void> {
    const data = { 'values.yaml': values };
    await this.#put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'values' }, data });
  }

  /** What source-controller has of the repository. */
  async putCommit(commit: string): Promise<void> {
    const apiVersion = 'source.toolkit.fluxcd.io/v1';
    const spec = { url: ADDRESS, interval: '1h', ref: { branch: 'main' } };
    await this.#put({ apiVersion, kind: 'GitRepository', metadata: { name: 'fleet' }, spec });
    const digest = `sha256:${'0'.repeat(64)}`;
    const revision = `main@sha1:${commit}`;
    const url = 'http://source-controller.invalid/fleet.tar.gz';
    const artifact = { url, path: 'fleet.tar.gz', revision, digest, lastUpdateTime: now() };
    await this.#report('GitRepository', 'fleet', { observedGeneration: 1, artifact });
  }

  /** A release that is installed. */
  async putRelease(name: string, { version, chartVersion, reconcileStrategy }: InstalledRelease): Promise<void> {
    const sourceRef = { kind: 'GitRepository', name: 'fleet' };
    const spec = {
      interval: '1h',
      releaseName: 'web',
      targetNamespace: name,
      storageNamespace: name,
      chart: { spec: { chart: './charts/web', sourceRef, reconcileStrategy } },
      valuesFrom: [{ kind: 'ConfigMap', name: 'values' }],
    };
    await this.#put({ apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name }, spec });
    const at = now();
    const digest = `sha256:${'0'.repeat(64)}`;
    const latest = {
      ...{ name: 'web', namespace: name, version, status: 'deployed', chartName: 'web', chartVersion },
      ...{ digest, configDigest: digest, firstDeployed: at, lastDeployed: at },
    };
    await this.#report('HelmRelease', name, { observedGeneration: 1, storageNamespace: name, history: [latest] });
    await this.putReadiness(name, 'True');
  }

  /** Whether a release is there as asked; `Unknown` while helm-controller installs or upgrades it. */
  async putReadiness(name: string, status: 'True' | 'False' | 'Unknown'): Promise<void> {
    const at = now();
    const ready = { type: 'Ready', status, reason: 'Told', message: '', lastTransitionTime: at, observedGeneration: 1 };
    await this.#report('HelmRelease', name, { conditions: [ready] });
  }

  async #put(object: FluxObject): Promise<void> {
    await apply(this.#api, `${PATHS[object.kind]}/${object.metadata.name}`, object);
  }

  async #report(kind: keyof typeof PATHS, name: string, status: object): Promise<void> {
    const options = { body: { status }, contentType: 'application/merge-patch+json' };
    demand(await this.#api('PATCH', `${PATHS[kind]}/${name}/status`, options), name);
  }
}

/** Times of Flux are whole seconds. */
function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
