import type { DemoCluster } from '#demo/cluster/server.ts';
import { findWorkTree } from '#lib/git/work-tree.ts';
import type { Tool } from '#lib/gitops/types.ts';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { groupVersionOf } from '#lib/kubernetes/client/resource-path.ts';
import { kindOf } from '#lib/kubernetes/compare/ref.ts';
import type { Finding } from '#lib/kubernetes/compare/types.ts';
import { schemaOf } from '#lib/kubernetes/schema/schema-of.ts';
import { applied } from '#lib/kubernetes/testing/applied.ts';
import { GITOPS } from '#lib/kubernetes/testing/comparison.ts';
import { going } from '#lib/kubernetes/testing/reading.ts';
import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { invariant } from '#lib/platform/errors.ts';
import { workTreeRepository } from '../repositories/work-tree-repository.ts';
import { scanCluster } from '../scan-cluster.ts';
import type { AskedFolder, ClusterComparison, ClusterQuestion, ScanDeps } from '../types.ts';

type Folder = Pick<AskedFolder, 'path' | 'manager'>;

/** What differs from a comparison of the folder `apps` with everything; `folder` null: what the Flux objects say. */
interface Asked extends Partial<Pick<ClusterQuestion, 'namespaces' | 'isStrict'>> {
  folder?: Folder | readonly Folder[] | null;
  dryRuns?: ScanDeps['dryRuns'];
  helm?: Tool | null;
}

const NOW = () => new Date('2026-05-10T12:00:00Z');

/** Compares a stand-in with a repository that is checked out. */
export async function scan(
  client: KubeClient,
  folder: string,
  {
    folder: asked = { path: 'apps', manager: GITOPS },
    namespaces = null,
    isStrict = false,
    dryRuns = null,
    helm = null,
  }: Asked = {},
): Promise<ClusterComparison> {
  const tree = findWorkTree(folder);
  invariant(tree, 'the folder is a work tree');
  const repository = await workTreeRepository(tree, { name: 'fleet', ref: null, now: NOW });
  const deps = { client, repositories: [repository], tools: { kustomize: null, helm }, now: NOW, dryRuns };
  const folders = asked === null ? [] : [asked].flat().map((each) => ({ repository, ...each }));
  const question = { folders, withFlux: asked === null, namespaces, isStrict };
  return scanCluster(deps, question, { signal: going });
}

/** Puts an object into a stand-in as if git had been applied server-side, and then changed by others. */
export async function bring(
  { cluster, client }: { cluster: DemoCluster; client: KubeClient },
  object: KubeObject,
  change: (live: KubeObject) => KubeObject = (live) => live,
  others: readonly JsonObject[] = [],
  manager = GITOPS,
): Promise<void> {
  const schema = schemaOf(await client.openApi(groupVersionOf(kindOf(object)), going), kindOf(object));
  invariant(schema, `the stand-in describes ${object.kind}`);
  cluster.put(change(applied(object, schema, manager, others)));
}

/** `kind Kind/name path` of every finding. */
export function linesOf({ comparisons }: ClusterComparison): string[] {
  return comparisons.flatMap(({ ref, findings }) =>
    findings.map(({ kind, path }: Finding) => `${kind} ${ref.kind}/${ref.name} ${path}`.trim()),
  );
}
