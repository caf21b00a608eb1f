import type { GroupVersionKind, KubeObject, ObjectRef } from '../types.ts';
import { stringIn } from '../values/json.ts';

/** The kind of an object, by its `apiVersion` and `kind`. */
export function kindOf({ apiVersion, kind }: KubeObject): GroupVersionKind {
  const [first = '', second] = apiVersion.split('/');
  return second === undefined ? { group: '', version: first, kind } : { group: first, version: second, kind };
}

/** What names an object, whatever version it is read at. */
export function refOf(object: KubeObject): ObjectRef {
  const { group, kind } = kindOf(object);
  return { group, kind, namespace: stringIn(object.metadata, 'namespace'), name: object.metadata.name };
}
