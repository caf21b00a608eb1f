import type { KubeObject } from '#lib/kubernetes/types.ts';

/** What a cluster of a company mostly holds. */
const KINDS = [
  { share: 0.6, path: '/api/v1/namespaces/bench/configmaps', make: configMap },
  { share: 0.15, path: '/apis/apps/v1/namespaces/bench/deployments', make: deployment },
  { share: 0.15, path: '/api/v1/namespaces/bench/services', make: service },
  { share: 0.1, path: '/apis/rbac.authorization.k8s.io/v1/namespaces/bench/roles', make: role },
] as const;

/** Objects of git, each with the address that it is applied to; a namespace first. */
export function benchObjects(count: number): { path: string; object: KubeObject }[] {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bench' } };
  const objects = KINDS.flatMap(({ share, path, make }) =>
    Array.from({ length: Math.round((count - 1) * share) }, (_, index) => {
      const object = make(`${make.name.toLowerCase()}-${index}`, index);
      return { path: `${path}/${object.metadata.name}`, object };
    }),
  );
  return [{ path: '/api/v1/namespaces/bench', object: namespace }, ...objects];
}

/** Addresses of the lists that hold them. */
export const BENCH_LISTS = ['/api/v1/namespaces', ...KINDS.map(({ path }) => path)];

function configMap(name: string, index: number): KubeObject {
  const data = {
    mode: 'live',
    limits: String(index),
    'app.yaml': `listen: 8080\nregion: eu-${index % 7}\ncache:\n  size: ${index}\n`,
  };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: meta(name), data };
}

function deployment(name: string, index: number): KubeObject {
  const container = {
    name: 'app',
    image: `registry.example/app:1.${index}`,
    ports: [{ name: 'http', containerPort: 8080 }],
    env: [{ name: 'MODE', value: 'live' }],
    resources: { limits: { cpu: '500m', memory: '256Mi' } },
  };
  const template = { metadata: { labels: { app: name } }, spec: { containers: [container] } };
  const spec = { replicas: 2, selector: { matchLabels: { app: name } }, template };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: meta(name), spec };
}

function service(name: string): KubeObject {
  const spec = { clusterIP: 'None', selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] };
  return { apiVersion: 'v1', kind: 'Service', metadata: meta(name), spec };
}

function role(name: string): KubeObject {
  const rules = [{ apiGroups: [''], resources: ['configmaps', 'pods'], verbs: ['get', 'list'] }];
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: meta(name), rules };
}

function meta(name: string) {
  return { name, namespace: 'bench', labels: { 'app.kubernetes.io/name': name, team: 'platform' } };
}
