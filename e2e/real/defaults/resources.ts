import type { KubeObject } from '#lib/kubernetes/types.ts';
import type { RealKubernetes } from '../servers/kubernetes.ts';
import { demand } from '../servers/start/api.ts';

interface ApiResource {
  name: string;
  kind: string;
  namespaced: boolean;
}

/** Finds the addresses of objects on a real API server, with its resource lists read once. */
export class Resources {
  readonly #api: RealKubernetes['api'];
  readonly #lists = new Map<string, Promise<ApiResource[]>>();

  constructor({ api }: Pick<RealKubernetes, 'api'>) {
    this.#api = api;
  }

  /** The object's path; namespaced objects that name no namespace are in `namespace`. */
  async pathOf({ apiVersion, kind, metadata }: KubeObject, namespace: string): Promise<string> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    let list = this.#lists.get(root);
    if (list === undefined) {
      list = this.#api('GET', root).then((answer) => (demand(answer, root) as { resources: ApiResource[] }).resources);
      this.#lists.set(root, list);
    }
    const resource = (await list).find((served) => served.kind === kind && !served.name.includes('/'));
    if (resource === undefined) throw new Error(`The API server serves no ${kind} of ${apiVersion}.`);
    const scope = resource.namespaced ? `/namespaces/${metadata.namespace ?? namespace}` : '';
    return `${root}${scope}/${resource.name}/${metadata.name}`;
  }
}
