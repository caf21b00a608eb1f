import { z } from 'zod';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import type { RealKubernetes } from '../servers/kubernetes.ts';
import { demand } from '../servers/start/api.ts';

const groupList = z.object({ groups: z.array(z.object({ preferredVersion: z.object({ groupVersion: z.string() }) })) });
const resourceList = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), verbs: z.array(z.string()) })),
});

/** Every object of a cluster, at the preferred version of its group. */
export async function allObjects({ api }: Pick<RealKubernetes, 'api'>): Promise<KubeObject[]> {
  const { groups } = groupList.parse(demand(await api('GET', '/apis'), '/apis'));
  const versions = ['v1', ...groups.map(({ preferredVersion }) => preferredVersion.groupVersion)];
  const objects: KubeObject[] = [];
  for (const apiVersion of versions) {
    const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
    const { resources } = resourceList.parse(demand(await api('GET', root), root));
    for (const { name, kind } of resources.filter(({ verbs }) => verbs.includes('list'))) {
      const list = demand(await api('GET', `${root}/${name}`), name) as { items: KubeObject[] };
      objects.push(...list.items.map((item) => ({ ...item, apiVersion, kind })));
    }
  }
  return objects;
}
