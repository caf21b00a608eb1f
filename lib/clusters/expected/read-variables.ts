import type { KustomizationPlan } from '#lib/gitops/flux/types.ts';
import { textsAt } from '#lib/gitops/json.ts';
import type { ReferenceValues } from '#lib/gitops/render/variables.ts';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { KubeFault } from '#lib/kubernetes/client/fault.ts';
import type { KubeObject, ResourceType } from '#lib/kubernetes/types.ts';

const VERBS = { group: '', version: 'v1', isNamespaced: true, verbs: ['get'] };

const TYPES: Record<'ConfigMap' | 'Secret', ResourceType> = {
  ConfigMap: { ...VERBS, kind: 'ConfigMap', plural: 'configmaps' },
  Secret: { ...VERBS, kind: 'Secret', plural: 'secrets' },
};

/**
 * The variables that a Kustomization takes from the cluster, read beforehand; rendering says what cannot be read.
 *
 * @throws only the signal's reason.
 */
export async function readVariables(
  client: KubeClient,
  { namespace, spec }: KustomizationPlan,
  signal: AbortSignal,
): Promise<ReferenceValues> {
  const known = new Map<string, Record<string, string> | 'unreadable'>();
  for (const { kind, name } of spec.postBuild?.substituteFrom ?? []) {
    try {
      const object = await client.get(TYPES[kind], { namespace, name }, signal);
      if (object !== null) known.set(`${kind}/${name}`, valuesIn(object));
    } catch (error) {
      if (!(error instanceof KubeFault)) throw error;
      known.set(`${kind}/${name}`, 'unreadable');
    }
  }
  return ({ kind, name }) => known.get(`${kind}/${name}`) ?? null;
}

function valuesIn(object: KubeObject): Record<string, string> {
  const values = textsAt(object, 'data');
  if (object.kind === 'ConfigMap') return values;
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]),
  );
}
