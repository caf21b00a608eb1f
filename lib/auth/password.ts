import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { SCRYPT_COST } from '../policy/access.ts';

interface ScryptCost {
  N: number;
  r: number;
  p: number;
}

const SALT_BYTES = 16;
const HASH_BYTES = 32;
const STORED_FORM = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/;

/** A random password for a person who will be told it once. */
export function randomPassword(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

/**
 * Hashes a password with scrypt and a fresh salt.
 *
 * @returns `scrypt$<log2 N>$<r>$<p>$<salt>$<hash>`, the last two base64url.
 */
export async function hashPassword(password: string, cost: ScryptCost = SCRYPT_COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, cost);
  const parts = ['scrypt', Math.log2(cost.N), cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')];
  return parts.join('$');
}

/**
 * Whether `password` is the one `stored` was made from. Without a stored hash (no such account, or one that
 * signs in elsewhere) it does the same work and says no, so that the time taken tells nothing.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const match = STORED_FORM.exec(stored ?? '');
  if (match === null) {
    await derive(password, Buffer.alloc(SALT_BYTES), SCRYPT_COST);
    return false;
  }
  const [, logN, r, p, salt = '', hash = ''] = match;
  const cost = { N: 2 ** Number(logN), r: Number(r), p: Number(p) };
  const actual = await derive(password, Buffer.from(salt, 'base64url'), cost);
  const expected = Buffer.from(hash, 'base64url');
  return expected.length === actual.length && timingSafeEqual(actual, expected);
}

/** NFKC first, so that the same password typed on another keyboard gives the same bytes (NIST SP 800-63B-4 §3.1.1.2). */
function derive(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  // Node refuses more than 32 MiB unless told; scrypt needs 128·N·r bytes and a little more.
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
