import type { Prisma } from '#generated/prisma/client.ts';
import type { ClusterBody } from '#lib/contract/drift/clusters.ts';
import { checkReachable } from './connection.ts';
import { refused } from './refused.ts';

/** Names of namespaces (RFC 1123). */
const NAMESPACE = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

type Settings = Pick<ClusterBody, 'namespaces' | 'allowedAddresses' | 'prometheusUrl' | 'sources'>;

/**
 * Checks what belongs together in a cluster's settings.
 *
 * @param server of the connection that is stored or will be; null inside of a cluster
 * @throws TidemarkError `invalid_input` naming the field.
 */
export function checkSettings(
  { namespaces, allowedAddresses, prometheusUrl, sources }: Settings,
  server: { address: string; field: 'server' | 'kubeconfig' } | null,
): void {
  const odd = namespaces.find((name) => !NAMESPACE.test(name));
  if (odd !== undefined) throw refused('namespaces', `${odd} cannot be the name of a namespace`);
  if (server === null) checkReachable('https://127.0.0.1', allowedAddresses, 'allowedAddresses');
  else checkReachable(server.address, allowedAddresses, server.field);
  if (prometheusUrl !== null) {
    const { username, password } = new URL(prometheusUrl);
    if (username + password !== '') throw refused('prometheusUrl', 'must not hold a user name or password');
    checkReachable(prometheusUrl, allowedAddresses, 'prometheusUrl');
  }
  const seen = new Set<string>();
  for (const [at, { sourceId, path, manager }] of sources.entries()) {
    if (path === null && manager !== null) {
      throw refused(`sources.${at}.manager`, 'says how a folder is applied: name the folder, or leave it empty');
    }
    const key = `${sourceId} ${path ?? '-'}`;
    if (seen.has(key)) throw refused(`sources.${at}.path`, 'stands here twice');
    seen.add(key);
  }
}

/** Sources as they are stored: folders without a slash or dot at either end. */
export function tidySources(sources: ClusterBody['sources']): ClusterBody['sources'] {
  return sources.map((source) => ({ ...source, path: source.path === null ? null : tidyPath(source.path) }));
}

/**
 * Holds these git sources back from being removed until the transaction ends.
 *
 * @throws TidemarkError `invalid_input` where one does not exist.
 */
export async function holdSources(tx: Prisma.TransactionClient, sources: ClusterBody['sources']): Promise<void> {
  const ids = sources.map(({ sourceId }) => sourceId);
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM git_source WHERE id = ANY(${ids}::int[]) ORDER BY id FOR SHARE`;
  const known = new Set(rows.map(({ id }) => id));
  const missing = ids.findIndex((id) => !known.has(id));
  if (missing !== -1) throw refused(`sources.${missing}.sourceId`, 'does not exist; choose one that is listed');
}

function tidyPath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
