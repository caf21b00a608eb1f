import { listAt, textAt, textsAt } from '#lib/gitops/json.ts';
import type { ReferenceValues } from '#lib/gitops/render/variables.ts';
import type { SubstituteReference } from '#lib/gitops/types.ts';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { KubeFault } from '#lib/kubernetes/client/fault.ts';
import type { KubeObject, ResourceType } from '#lib/kubernetes/types.ts';

const VERBS = { group: '', version: 'v1', isNamespaced: true, verbs: ['get'] };

export const SECRETS: ResourceType = { ...VERBS, kind: 'Secret', plural: 'secrets' };

const TYPES: Record<'ConfigMap' | 'Secret', ResourceType> = {
  ConfigMap: { ...VERBS, kind: 'ConfigMap', plural: 'configmaps' },
  Secret: SECRETS,
};

/** What stands in ConfigMaps and Secrets that an object of Flux takes values from. */
interface References {
  valuesOf: ReferenceValues;
  /** Those, for people, that were changed at a time (ISO 8601) or later; null: all of them may have been. */
  changedSince: (time: string | null) => string[];
}

/**
 * What an object of Flux takes from the cluster, read beforehand; rendering says what cannot be read.
 *
 * @throws only the signal's reason.
 */
export async function readReferences(
  client: KubeClient,
  { namespace }: { namespace: string },
  references: readonly SubstituteReference[],
  signal: AbortSignal,
): Promise<References> {
  const known = new Map<string, KubeObject | 'unreadable'>();
  for (const { kind, name } of references) {
    try {
      const object = await client.get(TYPES[kind], { namespace, name }, signal);
      if (object !== null) known.set(`${kind}/${name}`, object);
    } catch (error) {
      if (!(error instanceof KubeFault)) throw error;
      known.set(`${kind}/${name}`, 'unreadable');
    }
  }
  return {
    valuesOf: ({ kind, name }) => {
      const object = known.get(`${kind}/${name}`) ?? null;
      return object === null || object === 'unreadable' ? object : valuesIn(object);
    },
    changedSince: (time) => {
      const objects = [...known.values()].filter((each) => each !== 'unreadable');
      const changed = objects.filter((object) => time === null || isChangedSince(object, time));
      return changed.map(({ kind, metadata }) => `${kind} ${namespace}/${metadata.name}`);
    },
  };
}

/** An object that does not say when it was written may have been changed. */
function isChangedSince(object: KubeObject, time: string): boolean {
  const times = listAt(object, 'metadata', 'managedFields').flatMap((entry) => textAt(entry, 'time') ?? []);
  const created = textAt(object, 'metadata', 'creationTimestamp');
  const latest = Math.max(
    ...[created ?? '', ...times].map((each) => Date.parse(each)).filter((each) => !Number.isNaN(each)),
  );
  return !(latest < Date.parse(time)) || latest === Number.NEGATIVE_INFINITY;
}

function valuesIn(object: KubeObject): Record<string, string> {
  const values = textsAt(object, 'data');
  if (object.kind === 'ConfigMap') return values;
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]),
  );
}
