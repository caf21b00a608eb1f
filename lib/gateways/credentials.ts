import type { Gateway } from '#generated/prisma/client.ts';
import type { GatewayConnection } from '#lib/gateway/kind.ts';
import { decryptSecret, encryptSecret } from '#lib/platform/crypto.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';

type SealedGateway = Pick<Gateway, 'id' | 'kind' | 'baseUrl' | 'encryptedKey'>;

/**
 * Opens a stored gateway for use. The key lives in memory only: never log it, never send it to a browser.
 *
 * @throws TidemarkError `misconfigured` when the encryption key is missing or is not the one the key was sealed with.
 */
export function gatewayCredentials({ id, kind, baseUrl, encryptedKey }: SealedGateway): GatewayConnection {
  const apiKey = encryptedKey === null ? null : decryptSecret(encryptedKey, encryptionKey(), sealContext(id));
  return { kind, baseUrl, apiKey };
}

/** Seals `apiKey` for the gateway with this id; the envelope opens for no other gateway. */
export function sealGatewayKey(gatewayId: number, apiKey: string): string {
  return encryptSecret(apiKey, encryptionKey(), sealContext(gatewayId));
}

function sealContext(gatewayId: number): string {
  return `gateway:${gatewayId}`;
}
