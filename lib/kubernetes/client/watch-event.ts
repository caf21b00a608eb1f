import { z } from 'zod';
import { KUBE_MAX_ANSWER_BYTES } from '#lib/policy/thresholds.ts';
import type { KubeObject, NotCompared, ResourceType } from '../types.ts';
import type { Line } from './lines.ts';
import { decode } from './read-body.ts';
import { foreignBytes, hasForeignBytes, isKubeObject, nameOf } from './read-page.ts';
import { subjectOf } from './resource-path.ts';

/** What a watch tells. */
export type WatchEvent =
  | { type: 'added' | 'modified' | 'deleted'; object: KubeObject }
  /** Nothing is missing up to here. */
  | { type: 'bookmark'; resourceVersion: string }
  /** Something changed that cannot be used. */
  | { type: 'not-compared'; notCompared: NotCompared }
  /** The server no longer knows what happened since; list anew. The watch ends with it. */
  | { type: 'expired' };

/** What one line of a watch says: an event and the version behind it, or that the server ends the watch. */
export type ReadEvent = { event: WatchEvent; resourceVersion?: string } | { ended: { code: number; message: string } };

const TOLD = { ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' } as const;

const eventShape = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.custom<Record<string, unknown>>((value) => typeof value === 'object' && value !== null),
});
const bookmarkShape = z.object({ metadata: z.object({ resourceVersion: z.string() }) });
const statusShape = z.object({ code: z.number().default(500), message: z.string().default('') });

/** Reads one line of a watch. @returns undefined for what is no event of an API server. */
export function readEvent(type: ResourceType, read: Line): ReadEvent | undefined {
  if ('tooLong' in read) return { event: left(type, `An event is larger than ${KUBE_MAX_ANSWER_BYTES / 1e6} MB.`) };
  const { text, isWhole } = decode(read.line);
  const parsed = eventShape.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { type: told, object } = parsed.data;
  if (told === 'ERROR') return { ended: statusShape.catch({ code: 500, message: '' }).parse(object) };
  const version = bookmarkShape.safeParse(object).data?.metadata.resourceVersion;
  if (version === undefined) return undefined;
  if (told === 'BOOKMARK') return { event: { type: 'bookmark', resourceVersion: version }, resourceVersion: version };
  if (!isKubeObject(object)) return undefined;
  if (!isWhole && hasForeignBytes(object)) {
    const notCompared = foreignBytes(nameOf(type, object));
    return { event: { type: 'not-compared', notCompared }, resourceVersion: version };
  }
  return { event: { type: TOLD[told], object }, resourceVersion: version };
}

function left(type: ResourceType, detail: string): WatchEvent {
  return { type: 'not-compared', notCompared: { reason: 'too_large', subject: subjectOf(type), detail } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
