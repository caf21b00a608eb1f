import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { MAX_WEBHOOK_BYTES } from '../limits.ts';
import { type FluxEvent, readNotification } from './events.ts';

/** How old a notification may be, in milliseconds: notification-controller gives up long before. */
const MAX_AGE_MS = 15 * 60_000;

/** How far ahead of ours the cluster's clock may be, in milliseconds. */
const MAX_AHEAD_MS = 5 * 60_000;

/**
 * How long a digest has to be remembered, in milliseconds: afterwards its notification is too old.
 */
export const REMEMBER_DIGESTS_MS = MAX_AGE_MS + MAX_AHEAD_MS;

export type ReplayDecision = { isFresh: true } | { isFresh: false; reason: string };

/** Whether `header` (`X-Signature: sha256=<hex>`) is the HMAC of the raw body. Takes as long for every header. */
export function isSignedBy(body: Uint8Array, header: string | null, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1];
  const given = Buffer.from(hex ?? '', 'hex');
  const isWhole = given.length === expected.length;
  return timingSafeEqual(isWhole ? given : Buffer.alloc(expected.length), expected) && isWhole && secret !== '';
}

/** The notification in a raw body; null where it is none, or larger than any of Flux's. */
export function parseNotification(body: Uint8Array): FluxEvent | null {
  if (body.length > MAX_WEBHOOK_BYTES) return null;
  try {
    return readNotification(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    return null;
  }
}

/** Names a notification for {@link decideReplay}: SHA-256 of its raw body, hex. */
export function notificationDigest(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/**
 * Whether a notification with a good signature is new: it bears its own time, and each body counts once.
 *
 * @param at Its own timestamp, which the signature covers.
 */
export function decideReplay(at: Date, isSeen: boolean, now: Date): ReplayDecision {
  const age = now.getTime() - at.getTime();
  if (isSeen) return { isFresh: false, reason: 'the same notification arrived before' };
  if (Number.isNaN(age)) return { isFresh: false, reason: 'it bears no time' };
  if (age > MAX_AGE_MS) return { isFresh: false, reason: 'it is older than 15 minutes' };
  if (age < -MAX_AHEAD_MS)
    return { isFresh: false, reason: 'it bears a time more than 5 minutes ahead: compare the clocks' };
  return { isFresh: true };
}
