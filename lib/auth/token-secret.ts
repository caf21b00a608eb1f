import { randomBytes } from 'node:crypto';
import { sha256 } from '../platform/crypto.ts';

const TOKEN_PREFIX = 'tdm_';
const SECRET_BYTES = 32;
/** Shown in lists so that a person can tell tokens apart: the prefix and 6 of 43 random characters. */
const SHOWN_CHARS = TOKEN_PREFIX.length + 6;

interface NewTokenSecret {
  secret: string;
  secretHash: string;
  prefix: string;
}

/**
 * A fresh token. The secret holds 256 random bits, so a plain SHA-256 is enough at rest: there is nothing
 * to guess, and a slow hash would be paid on every call.
 */
export function newTokenSecret(random: (size: number) => Buffer = randomBytes): NewTokenSecret {
  const secret = TOKEN_PREFIX + random(SECRET_BYTES).toString('base64url');
  return { secret, secretHash: sha256(secret), prefix: secret.slice(0, SHOWN_CHARS) };
}

/** The token in an `Authorization: Bearer …` header, or null when the header holds something else. */
export function bearerToken(authorization: string): string | null {
  const match = /^Bearer +(tdm_[A-Za-z0-9_-]{43})$/i.exec(authorization.trim());
  return match?.[1] ?? null;
}
