import { z } from 'zod';
import type { Cluster } from '#generated/prisma/client.ts';
import { openConnection } from '#lib/kubernetes/connection/check.ts';
import { connectInCluster } from '#lib/kubernetes/connection/in-cluster.ts';
import type { ClusterConnection, ConnectionData } from '#lib/kubernetes/connection/types.ts';
import { decryptSecret, encryptSecret } from '#lib/platform/crypto.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

const text = z.string();

const connectionShape = z.object({
  server: text,
  ca: text.nullable(),
  serverName: text.nullable(),
  credentials: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('token'), token: text }),
    z.object({ kind: z.literal('certificate'), certificate: text, key: text }),
  ]),
}) satisfies z.ZodType<ConnectionData>;

/**
 * How to reach a stored cluster. Its credentials live in memory only.
 *
 * @throws TidemarkError `misconfigured` when what is stored cannot be opened with `key`, or when `in_cluster` is asked
 *   for outside of a cluster.
 */
export async function openCluster(
  row: Pick<Cluster, 'id' | 'access' | 'encryptedConnection'>,
  key: Buffer,
): Promise<ClusterConnection> {
  return row.access === 'in_cluster' ? connectInCluster() : openConnection(storedConnection(row, key));
}

/** The stored connection itself, for changing a part of it. @throws TidemarkError as {@link openCluster}. */
export function storedConnection(
  { id, encryptedConnection }: Pick<Cluster, 'id' | 'encryptedConnection'>,
  key: Buffer,
): ConnectionData {
  if (encryptedConnection !== null) {
    const stored = parse(decryptSecret(encryptedConnection, key, sealContext(id)));
    if (stored !== null) return stored;
  }
  const told = `Cluster ${id} has no readable connection stored. Enter its credentials again in the settings.`;
  throw new TidemarkError('misconfigured', told);
}

/** Seals a connection for the cluster with this id; the envelope opens for no other. */
export function sealConnection(clusterId: number, connection: ConnectionData, key: Buffer): string {
  return encryptSecret(JSON.stringify(connection), key, sealContext(clusterId));
}

/** Null for what is no connection; without a cause, whose message would quote it. */
function parse(json: string): ConnectionData | null {
  try {
    return connectionShape.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

function sealContext(clusterId: number): string {
  return `cluster:${clusterId}`;
}
