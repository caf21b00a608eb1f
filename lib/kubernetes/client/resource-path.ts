import type { ResourceType } from '../types.ts';

/** `v1`, `apps/v1`. */
export function groupVersionOf({ group, version }: Pick<ResourceType, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Path of a kind, of a namespace's objects of it, or of one object. */
export function pathOf(type: ResourceType, namespace: string | null = null, name?: string): string {
  const root = type.group === '' ? '/api' : '/apis';
  const scope = namespace === null ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  const object = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `${root}/${groupVersionOf(type)}${scope}/${type.plural}${object}`;
}

/** A kind in words, as kubectl writes it: `secrets in payments`, `deployments.apps`. */
export function subjectOf({ plural, group }: ResourceType, namespace: string | null = null): string {
  const kind = group === '' ? plural : `${plural}.${group}`;
  return namespace === null ? kind : `${kind} in ${namespace}`;
}
