import type { KubeObject, ObjectRef, ResourceType } from '../types.ts';
import { KubeFault } from './fault.ts';
import type { GetJson } from './get-json.ts';
import { foreignBytes, hasForeignBytes, isKubeObject } from './read-page.ts';
import { pathOf, subjectOf } from './resource-path.ts';

/**
 * Reads one object at the version of `type`.
 *
 * @returns null where there is none of that name
 * @throws KubeFault, `unreadable` for one that holds bytes that are no text.
 */
export async function getObject(
  getJson: GetJson,
  type: ResourceType,
  { namespace, name }: Pick<ObjectRef, 'namespace' | 'name'>,
  signal: AbortSignal,
): Promise<KubeObject | null> {
  const subject = `${subjectOf(type)} ${namespace === null ? name : `${namespace}/${name}`}`;
  const read = (body: unknown, isWhole: boolean) => {
    if (!isKubeObject(body)) return undefined;
    if (isWhole || !hasForeignBytes(body)) return body;
    throw new KubeFault('unreadable', subject, { mend: foreignBytes(subject).detail });
  };
  try {
    return await getJson({ path: pathOf(type, namespace, name), subject, signal, read });
  } catch (error) {
    if (error instanceof KubeFault && error.isObjectMissing) return null;
    throw error;
  }
}
