import type { JsonObject, KubeObject, ResourceType } from '../types.ts';
import { stringIn } from '../values/json.ts';
import { KubeFault } from './fault.ts';
import type { GetJson } from './get-json.ts';
import { foreignBytes, hasForeignBytes, isKubeObject } from './read-page.ts';
import { pathOf, subjectOf } from './resource-path.ts';

/** Written by the API server alone; an apply that holds them is refused, or says what it does not mean. */
const SERVER_METADATA = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'];

/**
 * What the API server would make of an object if it were applied server-side, conflicts taken over. Nothing is written.
 *
 * @param manager Field manager in whose name it is asked.
 * @returns the object as it would be stored: with defaults, and after admission
 * @throws KubeFault, `forbidden` without the right, `refused` where the cluster would not take the object.
 */
export async function dryRunApply(
  getJson: GetJson,
  type: ResourceType,
  object: KubeObject,
  manager: string,
  signal: AbortSignal,
): Promise<KubeObject> {
  const namespace = stringIn(object.metadata, 'namespace');
  const { name } = object.metadata;
  const subject = `dry run of ${subjectOf(type)} ${namespace === null ? name : `${namespace}/${name}`}`;
  return getJson({
    path: pathOf(type, namespace, name),
    subject,
    apply: { manager, body: JSON.stringify(applicable(object)) },
    signal,
    read: (body, isWhole) => {
      if (!isKubeObject(body)) return undefined;
      if (isWhole || !hasForeignBytes(body)) return body;
      throw new KubeFault('unreadable', subject, { mend: foreignBytes(subject).detail });
    },
  });
}

function applicable({ status: _status, metadata, ...rest }: KubeObject): JsonObject {
  const described = Object.entries(metadata).filter(([name]) => !SERVER_METADATA.includes(name));
  return { ...rest, metadata: Object.fromEntries(described) };
}
