import type { KubeObject } from '#lib/kubernetes/types.ts';
import type { ExpectedObject } from '../types.ts';

/** An object of git as JSON in UTF-8: a tenth of what it takes as a tree. What many objects share is kept as it is. */
export interface PackedObject extends Omit<ExpectedObject, 'object'> {
  json: Buffer;
}

export function pack({ object, ...rest }: ExpectedObject): PackedObject {
  return { ...rest, json: Buffer.from(JSON.stringify(object)) };
}

export function unpack({ json, ...rest }: PackedObject): ExpectedObject {
  // Made by `pack` in this process.
  const object: KubeObject = JSON.parse(json.toString('utf8'));
  return { ...rest, object };
}

/** Whether git asks the same of an object, whatever the commit. */
export function isSameInGit(one: PackedObject, other: PackedObject): boolean {
  return one.json.equals(other.json);
}

/** Whether git's side of an object has the same hash as long as the description of its kind is the same. */
export function isHashedAlike(one: PackedObject, other: PackedObject): boolean {
  const isSameRules = one.ignoredPointers.join('\n') === other.ignoredPointers.join('\n');
  return isSameRules && one.isEncrypted === other.isEncrypted && isSameInGit(one, other);
}
