import type { Cluster } from '#generated/prisma/client.ts';
import { attemptCounter } from '#lib/auth/rate-store.ts';
import { countAttempt } from '#lib/auth/throttle.ts';
import { correctionsOf } from '#lib/gitops/flux/drift-events.ts';
import { decideReplay, isSignedBy, notificationDigest, parseNotification } from '#lib/gitops/flux/webhook.ts';
import type { Context } from '#lib/platform/context.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import { type Db, inTransaction } from '#lib/platform/db.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import type { Logger } from '#lib/platform/log.ts';
import { type AttemptLimit, FORGED_NOTIFICATION_LIMIT, NOTIFICATION_LIMIT } from '#lib/policy/access.ts';
import { openWebhookSecret } from '../registry/webhook-secret.ts';
import { enqueueJudging, rememberWord } from './remember-word.ts';
import { type FluxWord, toWord } from './word.ts';

/** A request as it came, before anything is known of who sent it. */
export interface Notification {
  /** Null: the address names none. */
  clusterId: number | null;
  body: Uint8Array;
  /** `X-Signature`. */
  signature: string | null;
  /** Network address of the caller. */
  address: string;
}

interface ReceiveDeps {
  ctx: Pick<Context, 'db' | 'now'>;
  /** Opens stored secrets. */
  key: () => Buffer;
  log: Logger;
}

/**
 * Takes a notification of notification-controller. What it says of drift is judged by a job of the worker, since the
 * console does not talk to clusters; the job comes with the digest, in one transaction. The same notification again is
 * `known`, and no error: a sender whose answer was lost must come to an end with it.
 *
 * @throws TidemarkError `unauthenticated` for whatever bears no good signature, unknown clusters alike; `invalid_input`
 *   for what is no notification; `conflict` for one that is too old, or ahead of our clock; `rate_limited`.
 */
export async function receiveNotification(deps: ReceiveDeps, notification: Notification): Promise<'taken' | 'known'> {
  const { db, now } = deps.ctx;
  const { body, signature, address } = notification;
  const cluster = await findCluster(db, notification.clusterId);
  const isSigned = isSignedBy(body, signature, secretOf(cluster, deps));
  if (cluster === null || !isSigned) {
    await limit(db, 'flux-events:address', FORGED_NOTIFICATION_LIMIT, sha256(address));
    throw new TidemarkError(
      'unauthenticated',
      'The notification is not signed with the webhook secret of this cluster. Enter the same secret in the settings of the cluster and in the Secret of the Provider (type generic-hmac).',
    );
  }
  await limit(db, 'flux-events:cluster', NOTIFICATION_LIMIT, String(cluster.id));
  const { at, word } = read(body);
  const digest = notificationDigest(body);
  const isSeen = (await db.fluxNotification.findUnique({ where: { digest } })) !== null;
  if (isSeen) return 'known';
  const decision = decideReplay(at, isSeen, now());
  if (!decision.isFresh) throw new TidemarkError('conflict', `The notification is not taken: ${decision.reason}.`);
  return await inTransaction(db, async (tx) => {
    const isNew = await rememberWord(tx, { digest, clusterId: cluster.id, word, now: now() });
    if (isNew && word !== null) await enqueueJudging(tx, digest, { at, now: now() });
    return isNew ? 'taken' : 'known';
  });
}

function findCluster(db: Db, clusterId: number | null) {
  if (clusterId === null) return null;
  return db.cluster.findUnique({ where: { id: clusterId, enabled: true } });
}

/** '' where there is none: nothing is signed by it. One that cannot be opened is our fault, and no news to the caller. */
function secretOf(cluster: Cluster | null, { key, log }: ReceiveDeps): string {
  try {
    return (cluster && openWebhookSecret(cluster, key())) ?? '';
  } catch (error) {
    log.error({ clusterId: cluster?.id }, messageOf(error));
    return '';
  }
}

async function limit(db: Db, name: string, allowed: AttemptLimit, key: string): Promise<void> {
  const admission = await countAttempt(attemptCounter(db, name, allowed), key);
  if (admission.admitted) return;
  const { retryAfterSeconds } = admission;
  throw new TidemarkError('rate_limited', `Too many notifications. Wait ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
  });
}

/** When it was sent and, where it may tell of drift, what it says. */
function read(body: Uint8Array): { at: Date; word: FluxWord | null } {
  const event = parseNotification(body);
  const word = event && toWord(event);
  if (event === null || word === null) {
    const told = 'The body is no notification of notification-controller. Use a Provider of type generic-hmac.';
    throw new TidemarkError('invalid_input', told);
  }
  return { at: event.at, word: 'corrections' in correctionsOf(event) ? word : null };
}
