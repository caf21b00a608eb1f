/** Every number that guards the way in, with its unit and where it comes from. */

/** scrypt cost (OWASP Password Storage Cheat Sheet: N=2^17, r=8, p=1; 128 MiB and a third of a second per hash). */
export const SCRYPT_COST = { N: 2 ** 17, r: 8, p: 1 } as const;

/** A number of attempts allowed within a window of seconds that starts with the first of them. */
export interface AttemptLimit {
  attempts: number;
  windowSeconds: number;
}

/** Failed sign-ins of one network address to one account (OWASP Authentication Cheat Sheet: lockout threshold). */
export const PAIR_LIMIT: AttemptLimit = { attempts: 5, windowSeconds: 15 * 60 };

/** Failed sign-ins of one network address to any account; an office behind one address still fits. */
export const ADDRESS_LIMIT: AttemptLimit = { attempts: 50, windowSeconds: 15 * 60 };

/** Failed sign-ins to one account from anywhere (NIST SP 800-63B-4 §3.2.2: no more than 100). */
export const ACCOUNT_LIMIT: AttemptLimit = { attempts: 100, windowSeconds: 60 * 60 };

/** Refused notifications of one network address; one with a good signature is never among them. */
export const FORGED_NOTIFICATION_LIMIT: AttemptLimit = { attempts: 100, windowSeconds: 15 * 60 };

/** Notifications of one cluster: a commit that touches a thousand Kustomizations fits three times. */
export const NOTIFICATION_LIMIT: AttemptLimit = { attempts: 3_000, windowSeconds: 5 * 60 };

/** Random bytes of a generated password: 120 bits, 20 characters. */
export const GENERATED_PASSWORD_BYTES = 15;

/** Longest session, in seconds from sign-in; after it the person signs in again (NIST SP 800-63B-4 §2.2.3: 24 h at most). */
export const SESSION_MAX_AGE_SECONDS = 12 * 60 * 60;
