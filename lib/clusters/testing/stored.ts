import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import { DEMO_CLUSTER_TOKEN, type DemoCluster } from '#demo/cluster/server.ts';
import type { Cluster, Prisma, PrismaClient } from '#generated/prisma/client.ts';
import { groupVersionOf } from '#lib/kubernetes/client/resource-path.ts';
import { kindOf } from '#lib/kubernetes/compare/ref.ts';
import type { ConnectionData } from '#lib/kubernetes/connection/types.ts';
import { schemaOf } from '#lib/kubernetes/schema/schema-of.ts';
import { applied } from '#lib/kubernetes/testing/applied.ts';
import { GITOPS } from '#lib/kubernetes/testing/comparison.ts';
import { clientOf, going } from '#lib/kubernetes/testing/reading.ts';
import { connectionTo } from '#lib/kubernetes/testing/stand-in.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { invariant } from '#lib/platform/errors.ts';
import { makeCluster, makeGitSource } from '#lib/testing/drift-factories.ts';
import { sealConnection } from '../registry/open.ts';
import type { TestWorkTree } from './work-tree.ts';

/** Of tests alone; 32 bytes. */
export const TEST_KEY = '07'.repeat(32);

export interface StoredOptions {
  token?: string;
  /** Left out: to the stand-in, with the token. */
  connection?: ConnectionData;
  /** Folder that is applied as it is. */
  path?: string;
  cluster?: Partial<Prisma.ClusterUncheckedCreateInput>;
}

/** Stores a cluster that is reached like `server` and compared with a folder of a work tree. */
export async function storeCluster(
  db: PrismaClient,
  server: { url: string },
  tree: TestWorkTree,
  { token = DEMO_CLUSTER_TOKEN, path = 'apps', cluster = {}, connection }: StoredOptions = {},
): Promise<Cluster> {
  const source = await makeGitSource(db, { url: pathToFileURL(tree.folder).href });
  const { id } = await makeCluster(db, {
    access: 'token',
    server: server.url,
    encryptedConnection: 'sealed below',
    ...cluster,
    sources: { create: [{ sourceId: source.id, path, manager: GITOPS }] },
  });
  const credentials = { kind: 'token' as const, token };
  const data = connection ?? { server: server.url, ca: null, serverName: null, credentials };
  const encryptedConnection = sealConnection(id, data, Buffer.from(TEST_KEY, 'hex'));
  return db.cluster.update({ where: { id }, data: { encryptedConnection } });
}

/** Puts an object into a stand-in as if git had been applied server-side, and then changed by others. */
export async function putApplied(
  cluster: DemoCluster,
  object: KubeObject,
  change: (live: KubeObject) => KubeObject = (live) => live,
): Promise<KubeObject> {
  const client = clientOf(connectionTo(cluster));
  try {
    const schema = schemaOf(await client.openApi(groupVersionOf(kindOf(object)), going), kindOf(object));
    invariant(schema, `the stand-in describes ${object.kind}`);
    return cluster.put(change(applied(object, schema, GITOPS)));
  } finally {
    client.close();
  }
}

/** Objects as one file of YAML. */
export function yamlOf(...objects: readonly KubeObject[]): string {
  return objects.map((object) => stringify(object)).join('---\n');
}
