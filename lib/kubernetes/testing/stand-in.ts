import { afterEach, beforeEach } from 'vitest';
import { DEMO_CLUSTER_TOKEN, type DemoCluster, startDemoCluster } from '#demo/cluster/server.ts';
import { invariant } from '#lib/platform/errors.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { createKubeClient, type KubeClient } from '../client/client.ts';
import { openConnection } from '../connection/check.ts';
import type { ClusterConnection } from '../connection/types.ts';
import type { KubeObject, ResourceType } from '../types.ts';

export const CONFIG_MAPS: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  isNamespaced: true,
  verbs: ['get', 'list', 'watch'],
};

interface UnderTest {
  cluster: DemoCluster;
  connection: ClusterConnection;
  client: KubeClient;
  /** Delays that were waited for, in milliseconds; nothing is really waited. */
  waited: number[];
}

/** Connects to a stand-in. */
export function connectionTo({ url }: { url: string }, token = DEMO_CLUSTER_TOKEN): ClusterConnection {
  return openConnection({ server: url, ca: null, serverName: null, credentials: { kind: 'token', token } });
}

/** A stand-in cluster with these objects and an impatient client for each test of a file. */
export function runStandIn(objects: readonly KubeObject[]): () => UnderTest {
  let under: UnderTest | undefined;
  beforeEach(async () => {
    const cluster = await startDemoCluster({ objects });
    const connection = connectionTo(cluster);
    const waited: number[] = [];
    const client = createKubeClient(connection, {
      outbound: createOutboundGuard(),
      now: () => new Date('2026-05-10T12:00:00Z'),
      random: () => 0.5,
      wait: async (delayMs, signal) => {
        signal.throwIfAborted();
        waited.push(delayMs);
      },
    });
    under = { cluster, connection, client, waited };
  });
  afterEach(async () => {
    under?.client.close();
    await under?.cluster.close();
  });
  return () => {
    invariant(under, 'the stand-in runs');
    return under;
  };
}
