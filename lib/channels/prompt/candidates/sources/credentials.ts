import type { LangfuseSource } from '#generated/prisma/client.ts';
import type { LangfuseConnection } from '#lib/langfuse/types.ts';
import { decryptSecret, encryptSecret } from '#lib/platform/crypto.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';

type SealedSource = Pick<LangfuseSource, 'id' | 'baseUrl' | 'publicKey' | 'encryptedSecret'>;

/**
 * Opens a stored source for use. The secret key lives in memory only: never log it, never send it to a browser.
 *
 * @throws TidemarkError `misconfigured` when the encryption key is missing or is not the one it was sealed with.
 */
export function sourceCredentials({ id, baseUrl, publicKey, encryptedSecret }: SealedSource): LangfuseConnection {
  return { baseUrl, publicKey, secretKey: decryptSecret(encryptedSecret, encryptionKey(), sealContext(id)) };
}

/** Seals `secretKey` for the source with this id; the envelope opens for no other source. */
export function sealSourceSecret(sourceId: number, secretKey: string): string {
  return encryptSecret(secretKey, encryptionKey(), sealContext(sourceId));
}

function sealContext(sourceId: number): string {
  return `langfuse:${sourceId}`;
}
