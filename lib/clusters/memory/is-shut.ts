import type { KindMemory, KnownList } from './types.ts';

/**
 * Whether a list is left out until all is compared again: the account may not read it, and git has nothing of the kind.
 * What was found in it before is not known to be gone.
 */
export function isShut({ isOptional }: Pick<KindMemory, 'isOptional'>, { notCompared }: KnownList): boolean {
  return isOptional && notCompared.some(({ reason }) => reason === 'forbidden');
}

/**
 * Whether the cluster was seen not to serve a kind any more. Its objects are not looked at until all is compared again: a
 * kind that comes back may be described otherwise.
 */
export function isGone({ lists }: Pick<KindMemory, 'lists'>): boolean {
  return lists.some(({ notCompared }) => notCompared.some(({ reason }) => reason === 'not_served'));
}

/** Whether a kind can be compared: it is described, or only the presence of objects matters. */
export function isComparable({ schema, objects }: Pick<KindMemory, 'schema' | 'objects'>): boolean {
  return schema !== null || objects.size === 0;
}
