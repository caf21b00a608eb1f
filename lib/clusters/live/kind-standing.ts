import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { KubeFault } from '#lib/kubernetes/client/fault.ts';
import { groupVersionOf, subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import type { KubeObject, ResourceType } from '#lib/kubernetes/types.ts';
import { listIn, stringIn } from '#lib/kubernetes/values/json.ts';

/** Whether kinds still stand: with one that is removed all its objects go, and nobody has removed one of these. */
export interface KindStanding {
  /**
   * Asks once for each kind.
   *
   * @throws KubeFault `not_served` where the kind is being removed, or is gone; any other where that cannot be told;
   * the signal's reason.
   */
  demand(type: ResourceType): Promise<void>;
}

const DEFINITIONS: ResourceType = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  isNamespaced: false,
  verbs: ['get'],
};

/** Groups with a dot that API servers have by themselves (Kubernetes 1.36); no definition is asked for. */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set(
  [
    ...['admissionregistration', 'apiextensions', 'apiregistration', 'authentication', 'authorization', 'certificates'],
    ...['coordination', 'discovery', 'events', 'flowcontrol.apiserver', 'internal.apiserver', 'networking', 'node'],
    ...['rbac.authorization', 'resource', 'scheduling', 'storage', 'storagemigration'],
  ].map((name) => `${name}.k8s.io`),
);

const MEND = 'Apply its CustomResourceDefinition and its objects again, or remove them from git';

/** Of one look: what was asked is not asked again. */
export function createKindStanding(client: KubeClient, signal: AbortSignal): KindStanding {
  const asked = new Map<string, Promise<void>>();
  return {
    demand(type) {
      const key = `${groupVersionOf(type)} ${type.plural}`;
      const known = asked.get(key) ?? demandOnce(client, type, signal);
      asked.set(key, known);
      return known;
    },
  };
}

async function demandOnce(client: KubeClient, type: ResourceType, signal: AbortSignal): Promise<void> {
  if (!type.group.includes('.') || BUILT_IN_GROUPS.has(type.group)) return;
  const read = await readDefinition(client, type, signal);
  if (read === 'going') {
    throw removed(type, 'is being removed with all its objects, so that it says nothing that some are not there');
  }
  if (read === 'stands') return;
  const { types } = await client.resourceTypes(signal);
  const served = types.find(({ group, version, kind }) => {
    return group === type.group && version === type.version && kind === type.kind;
  });
  // A kind that is being removed takes no new objects; one of another API server has no definition, and takes some.
  if (served?.verbs.includes('create')) return;
  const how = served === undefined ? 'is served no more' : 'takes no objects any more';
  const unread = read === 'forbidden' ? ' (its CustomResourceDefinition may not be read)' : '';
  throw removed(type, `${how}${unread}, so that it says nothing that its objects are not there`);
}

async function readDefinition(client: KubeClient, type: ResourceType, signal: AbortSignal) {
  try {
    const definition = await client.get(DEFINITIONS, { namespace: null, name: subjectOf(type) }, signal);
    if (definition === null) return 'absent';
    return isGoing(definition) ? 'going' : 'stands';
  } catch (error) {
    if (error instanceof KubeFault && error.reason === 'forbidden') return 'forbidden';
    throw error;
  }
}

function isGoing(definition: KubeObject): boolean {
  const conditions = listIn(definition.status, 'conditions');
  const isEstablished = conditions.every((each) => {
    return stringIn(each, 'type') !== 'Established' || stringIn(each, 'status') === 'True';
  });
  return stringIn(definition.metadata, 'deletionTimestamp') !== null || !isEstablished;
}

function removed(type: ResourceType, what: string): KubeFault {
  return new KubeFault('not_served', `${subjectOf(type)} ${what}`, { mend: `${MEND}.` });
}
