import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { SCRYPT_COST } from '../policy/access.ts';

interface ScryptCost {
  N: number;
  r: number;
  p: number;
}

interface StoredPassword {
  cost: ScryptCost;
  salt: Buffer;
  /** Null: nothing fits. */
  hash: Buffer | null;
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
 * What a stored form asks of a password. Without one (no such account, or one that signs in elsewhere), or with one
 * that cannot be read, nothing fits, at the cost of a new hash.
 */
export function readStored(stored: string | null, newCost: ScryptCost = SCRYPT_COST): StoredPassword {
  const match = STORED_FORM.exec(stored ?? '');
  if (match === null) return { cost: newCost, salt: Buffer.alloc(SALT_BYTES), hash: null };
  const [, logN, r, p, salt = '', hash = ''] = match;
  return {
    cost: { N: 2 ** Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
}

/**
 * Whether `password` is the one `stored` was made from. It derives a hash also where nothing fits, so that the time
 * taken does not tell which accounts there are.
 */
export async function verifyPassword(
  password: string,
  stored: string | null,
  newCost: ScryptCost = SCRYPT_COST,
): Promise<boolean> {
  const { cost, salt, hash } = readStored(stored, newCost);
  const actual = await derive(password, salt, cost);
  return hash !== null && hash.length === actual.length && timingSafeEqual(actual, hash);
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
