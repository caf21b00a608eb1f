import type { Cluster } from '#generated/prisma/client.ts';
import { decryptSecret, encryptSecret } from '#lib/platform/crypto.ts';

/** Seals the key that notification-controller signs with for the cluster with this id; it opens for no other. */
export function sealWebhookSecret(clusterId: number, secret: string, key: Buffer): string {
  return encryptSecret(secret, key, sealContext(clusterId));
}

/**
 * The key that notification-controller signs with; null: none is set, and its notifications are refused.
 *
 * @throws TidemarkError `misconfigured` when the stored one cannot be opened with `key`.
 */
export function openWebhookSecret(
  { id, encryptedWebhookSecret }: Pick<Cluster, 'id' | 'encryptedWebhookSecret'>,
  key: Buffer,
): string | null {
  return encryptedWebhookSecret === null ? null : decryptSecret(encryptedWebhookSecret, key, sealContext(id));
}

function sealContext(clusterId: number): string {
  return `cluster:${clusterId}:webhook`;
}
