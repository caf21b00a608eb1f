import type { ObjectRef } from '#lib/kubernetes/types.ts';

/** One text for each object of an owner; for flags, too. No name of Kubernetes holds a slash. */
export function objectKey({ group, kind, namespace, name }: ObjectRef): string {
  return JSON.stringify([group, kind, namespace ?? '', name]);
}

/** An object for people, e.g. `Role payments/reader`; flags of the set without a name as `Flag new-checkout`. */
export function objectName({ kind, namespace, name }: Pick<ObjectRef, 'kind' | 'namespace' | 'name'>): string {
  return namespace === null || namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
