import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { sha256 } from '../platform/crypto.ts';
import type { Db } from '../platform/db.ts';
import { ACCOUNT_LIMIT, ADDRESS_LIMIT, PAIR_LIMIT } from '../policy/access.ts';
import { attemptCounter } from './rate-store.ts';

/** Where a sign-in comes from and which account it is for. */
export interface Attempt {
  /** Network address of the caller. */
  address: string;
  /** E-mail address in lower case, whether or not there is such an account. */
  email: string;
}

export type Admission =
  | { admitted: true }
  | {
      admitted: false;
      retryAfterSeconds: number;
      /** The first refusal of its window; the following ones are not worth a line in the audit log each. */
      first: boolean;
    };

/**
 * Counts an attempt before its password is looked at, so that parallel guesses cannot slip past the count.
 * Three limits: address and account together, the address alone, and the account alone (which holds even
 * against a caller who forges or changes addresses).
 */
export async function admitAttempt(db: Db, attempt: Attempt): Promise<Admission> {
  for (const { counter, key } of countersOf(db, attempt)) {
    const admission = await countAttempt(counter, key);
    if (!admission.admitted) return admission;
  }
  return { admitted: true };
}

/**
 * Forgets the failures before a successful sign-in; the address keeps the others' and gets its own attempt back.
 * Counters that ended are swept out on the way.
 */
export async function forgiveAttempts(db: Db, attempt: Attempt, now: Date): Promise<void> {
  await db.rateLimit.deleteMany({ where: { expire: { lt: BigInt(now.getTime()) } } });
  for (const { counter, key, shared } of countersOf(db, attempt)) {
    if (shared) await counter.reward(key);
    else await counter.delete(key);
  }
}

interface KeyedCounter {
  counter: RateLimiterAbstract;
  key: string;
  /** Whether attempts on other accounts count here too. */
  shared: boolean;
}

function countersOf(db: Db, { address, email }: Attempt): KeyedCounter[] {
  return [
    { counter: attemptCounter(db, 'sign-in:address', ADDRESS_LIMIT), key: sha256(address), shared: true },
    { counter: attemptCounter(db, 'sign-in:pair', PAIR_LIMIT), key: sha256(`${address} ${email}`), shared: false },
    { counter: attemptCounter(db, 'sign-in:account', ACCOUNT_LIMIT), key: sha256(email), shared: false },
  ];
}

/** Counts one attempt, and says whether it is one of those that are allowed. */
export async function countAttempt(counter: RateLimiterAbstract, key: string): Promise<Admission> {
  try {
    await counter.consume(key);
    return { admitted: true };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return {
      admitted: false,
      retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
      first: refusal.consumedPoints === counter.points + 1,
    };
  }
}
