import { z } from 'zod';
import type { FluxEvent } from '#lib/gitops/flux/events.ts';
import { sha256 } from '#lib/platform/crypto.ts';

/** Postgres keeps neither NUL nor halves of characters in JSON. */
const text = z.string().refine((value) => value.isWellFormed() && !value.includes('\0'));

const shape = z.object({
  kind: text,
  namespace: text,
  name: text,
  reason: text,
  severity: text,
  message: text,
  revision: text.nullable(),
  at: z.coerce.date(),
});

/** An event of Flux as JSON that can be stored. */
export type FluxWord = Omit<FluxEvent, 'at'> & { at: string };

/** @returns null where it holds text that cannot be stored, which no API server would take. */
export function toWord(event: FluxEvent): FluxWord | null {
  return shape.safeParse(event).success ? { ...event, at: event.at.toISOString() } : null;
}

/** What {@link toWord} made. */
export function readWord(word: unknown): FluxEvent {
  return shape.parse(word);
}

/** Names an Event of a cluster: the same one, seen again in another list, has the same digest. SHA-256, hex. */
export function wordDigest(clusterId: number, event: FluxEvent): string {
  const { kind, namespace, name, reason, revision, message, at } = event;
  return sha256(JSON.stringify([clusterId, kind, namespace, name, reason, revision, message, at.toISOString()]));
}
