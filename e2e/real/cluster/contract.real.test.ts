import { describe } from 'vitest';
import { pathOf } from '#lib/kubernetes/client/resource-path.ts';
import { openConnection } from '#lib/kubernetes/connection/check.ts';
import { type ContractCluster, kubeContract } from '#lib/kubernetes/testing/contract.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { serversAvailable } from '../servers/available.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { serviceAccountToken } from '../servers/service-account.ts';
import { apply, demand } from '../servers/start/api.ts';

describe.runIf(serversAvailable())('a real API server', () => {
  kubeContract('a real API server', async () => {
    // The watch cache would serve what etcd has forgotten.
    const cluster = await startKubernetes({ apiServerArgs: ['--watch-cache=false'] });
    const rules = [
      { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['apps'], resources: ['*'], verbs: ['get', 'list', 'watch'] },
    ];
    const connect = (token: string) =>
      openConnection({
        server: cluster.url,
        ca: cluster.caCertificate,
        serverName: null,
        credentials: { kind: 'token', token },
      });
    return {
      connection: connect(cluster.adminToken),
      withoutSecrets: connect(await serviceAccountToken(cluster, { name: 'reader', rules })),
      put: async (plural, object) => {
        await apply(cluster.api, addressOf(plural, object), object);
      },
      remove: async (plural, object) => {
        demand(await cluster.api('DELETE', addressOf(plural, object)), plural);
      },
      compact: () => cluster.compact(),
      addLostGroup: (group, version) => addLostGroup(cluster, group, version),
      stop: () => cluster.stop(),
    } satisfies ContractCluster;
  });
});

function addressOf(plural: string, { apiVersion, kind, metadata }: KubeObject): string {
  const [group = '', version] = apiVersion.split('/');
  const named = version === undefined ? { group: '', version: group } : { group, version };
  const { namespace, name } = metadata;
  const isNamespaced = typeof namespace === 'string';
  const type = { ...named, kind, plural, isNamespaced, verbs: [] };
  return pathOf(type, isNamespaced ? namespace : null, name);
}

async function addLostGroup({ api }: RealKubernetes, group: string, version: string): Promise<void> {
  const name = `${version}.${group}`;
  await apply(api, `/apis/apiregistration.k8s.io/v1/apiservices/${name}`, {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name },
    spec: {
      group,
      version,
      groupPriorityMinimum: 100,
      versionPriority: 100,
      insecureSkipTLSVerify: true,
      service: { name: 'nobody', namespace: 'default' },
    },
  });
}
