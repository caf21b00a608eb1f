import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { TidemarkError } from './errors.ts';

const ENVELOPE_VERSION = 'v1';
/** GCM's recommended nonce length (NIST SP 800-38D §8.2). */
const NONCE_BYTES = 12;
/** Full length: Node would otherwise accept a tag cut to four bytes, which can be guessed. */
const TAG_BYTES = 16;

/** Lower-case hexadecimal SHA-256 of UTF-8 text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * Encrypts `plaintext` with AES-256-GCM. `context` (e.g. `gateway:3`) is authenticated but not stored,
 * so that an envelope copied to another row does not decrypt.
 *
 * @returns `v1.<nonce>.<tag>.<ciphertext>`, each part base64url.
 */
export function encryptSecret(plaintext: string, key: Buffer, context: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context, 'utf8'));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return [ENVELOPE_VERSION, ...[nonce, cipher.getAuthTag(), ciphertext].map((part) => part.toString('base64url'))].join(
    '.',
  );
}

/**
 * Opens an envelope of {@link encryptSecret}.
 *
 * @throws TidemarkError `misconfigured` when the key or the context is not the one it was sealed with.
 */
export function decryptSecret(envelope: string, key: Buffer, context: string): string {
  const [version, nonce, tag, ciphertext, ...rest] = envelope.split('.');
  const isWhole = nonce !== undefined && tag !== undefined && ciphertext !== undefined && rest.length === 0;
  if (version !== ENVELOPE_VERSION || !isWhole) {
    throw new TidemarkError('misconfigured', `The stored secret of ${context} is not a ${ENVELOPE_VERSION} envelope.`);
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(context, 'utf8'))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new TidemarkError(
      'misconfigured',
      `The stored secret of ${context} cannot be opened with this encryption key. Restore the key it was stored with, or enter the secret again.`,
      { cause },
    );
  }
}
