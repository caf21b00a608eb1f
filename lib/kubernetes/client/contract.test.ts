import { DEMO_CLUSTER_TOKEN, startDemoCluster } from '#demo/cluster/server.ts';
import { openConnection } from '../connection/check.ts';
import { type ContractCluster, kubeContract } from '../testing/contract.ts';

async function start(): Promise<ContractCluster> {
  const cluster = await startDemoCluster();
  cluster.addAccount('token-without-secrets', { plural: 'secrets' }, { plural: 'configmaps', verb: 'patch' });
  const connect = (token: string) =>
    openConnection({ server: cluster.url, ca: null, serverName: null, credentials: { kind: 'token', token } });
  return {
    connection: connect(DEMO_CLUSTER_TOKEN),
    withoutSecrets: connect('token-without-secrets'),
    put: async (_plural, object) => {
      cluster.put(object);
    },
    remove: async (_plural, object) => cluster.remove(object),
    compact: async () => cluster.compact(),
    addLostGroup: async (group, version) => cluster.takeDown(`${group}/${version}`),
    stop: () => cluster.close(),
  };
}

kubeContract('the stand-in', start);
