import type { KubeObject, NotCompared, ResourceType } from '../types.ts';
import { groupVersionOf, subjectOf } from './resource-path.ts';

/** A part of a list. */
export interface ListPage {
  objects: KubeObject[];
  /** Objects that cannot be used, each with the reason. */
  notCompared: NotCompared[];
  /** Version of the whole list; a watch can begin there. */
  resourceVersion: string;
}

/** A page and how to go on: '' at the end. */
export interface ReadPage extends ListPage {
  next: string;
}

/**
 * Reads a page of a list. Items of most lists do not say what they are, and those of metadata lists say something else,
 * so that each gets the kind it was asked for.
 *
 * @param isWhole false where bytes of the answer were no UTF-8: objects that hold U+FFFD then are not compared
 * @returns undefined where the answer is no list.
 */
export function readPage(type: ResourceType, body: unknown, isWhole: boolean): ReadPage | undefined {
  if (!isRecord(body) || !isRecord(body.metadata) || !(body.items === null || Array.isArray(body.items))) {
    return undefined;
  }
  const { continue: next = '', resourceVersion = '' } = body.metadata;
  const page: ReadPage = { objects: [], notCompared: [], next: String(next), resourceVersion: String(resourceVersion) };
  const what = { apiVersion: groupVersionOf(type), kind: type.kind };
  for (const item of body.items ?? []) {
    const object: unknown = isRecord(item) ? Object.assign(item, what) : item;
    if (!isKubeObject(object)) page.notCompared.push(unreadable(subjectOf(type), 'An item of the list has no name.'));
    else if (!isWhole && hasForeignBytes(object)) page.notCompared.push(foreignBytes(nameOf(type, object)));
    else page.objects.push(object);
  }
  return page;
}

/** Narrows JSON of the API server. */
export function isKubeObject(value: unknown): value is KubeObject {
  return (
    isRecord(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isRecord(value.metadata) &&
    typeof value.metadata.name === 'string'
  );
}

/** Whether an object of an answer that was no whole UTF-8 may be one of those that were hit. */
export function hasForeignBytes(object: KubeObject): boolean {
  return JSON.stringify(object).includes('\ufffd');
}

/** What is said of an object that holds bytes that are no text. */
export function foreignBytes(subject: string): NotCompared {
  return unreadable(
    subject,
    'It holds bytes that are no UTF-8, which YAML in git cannot hold. Store them as binaryData.',
  );
}

/** An object in words, e.g. `configmaps payments/rates`. */
export function nameOf(type: ResourceType, { metadata }: Pick<KubeObject, 'metadata'>): string {
  const { namespace, name } = metadata;
  return `${subjectOf(type)} ${typeof namespace === 'string' ? `${namespace}/` : ''}${name}`;
}

function unreadable(subject: string, detail: string): NotCompared {
  return { reason: 'unreadable', subject, detail };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
