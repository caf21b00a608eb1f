import { env } from './env.ts';
import { TidemarkError } from './errors.ts';

/**
 * The 32-byte key that seals stored secrets.
 *
 * @throws TidemarkError `misconfigured` when TIDEMARK_ENCRYPTION_KEY is not set.
 */
export function encryptionKey(): Buffer {
  const hex = env().TIDEMARK_ENCRYPTION_KEY;
  if (hex === undefined) {
    throw new TidemarkError(
      'misconfigured',
      'TIDEMARK_ENCRYPTION_KEY is not set, so gateway keys can be neither stored nor read. `npm start` makes one in the data folder; elsewhere set it to 64 hexadecimal characters (`openssl rand -hex 32`), the same for console and worker.',
    );
  }
  return Buffer.from(hex, 'hex');
}
