import type { ClusterPatch } from '#lib/contract/drift/clusters.ts';
import { checkConnection, checkServer } from '#lib/kubernetes/connection/check.ts';
import { readKubeconfig } from '#lib/kubernetes/connection/kubeconfig.ts';
import type { ConnectionData } from '#lib/kubernetes/connection/types.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { refused } from './refused.ts';

const FIELDS = ['kubeconfig', 'context', 'server', 'token', 'ca'] as const;
type ConnectionField = (typeof FIELDS)[number];
type Access = NonNullable<ClusterPatch['access']>;

/** What was entered of a connection. */
export type EnteredConnection = Pick<ClusterPatch, ConnectionField>;

/** What is stored of one. */
export interface StoredAccess {
  access: Access;
  server: string | null;
  /** Opens the rest; asked for only where a part of it is kept. */
  open: () => ConnectionData;
}

const FIELDS_OF: Record<Access, readonly ConnectionField[]> = {
  in_cluster: [],
  kubeconfig: ['kubeconfig', 'context'],
  token: ['server', 'token', 'ca'],
};

/**
 * The connection that comes of what was entered; undefined keeps the stored one, null is that of the pod itself. What is
 * stored is never sent to another server, nor to one that another authority vouches for: credentials are then asked for.
 *
 * @param stored null for a new cluster
 * @throws TidemarkError `invalid_input` naming the field.
 */
export function nextConnection(
  access: Access,
  entered: EnteredConnection,
  stored: StoredAccess | null,
): ConnectionData | null | undefined {
  const given = FIELDS.filter((field) => entered[field] !== undefined);
  const foreign = given.find((field) => !FIELDS_OF[access].includes(field));
  if (foreign !== undefined) throw refused(foreign, 'does not belong to this kind of access; leave it empty');
  const isNew = stored?.access !== access;
  if (access === 'in_cluster') return isNew ? null : undefined;
  if (given.length === 0 && !isNew) return undefined;
  return access === 'kubeconfig' ? ofKubeconfig(entered) : ofToken(entered, isNew ? null : stored);
}

/**
 * @param field to which the refusal belongs
 * @throws TidemarkError `invalid_input` for an address that nothing may be connected to.
 */
export function checkReachable(address: string, allowedAddresses: readonly string[], field: string): void {
  try {
    createOutboundGuard(allowedAddresses).checkHost(new URL(address).hostname);
  } catch (error) {
    if (!(error instanceof TidemarkError)) throw error;
    throw refused(error.code === 'misconfigured' ? 'allowedAddresses' : field, messageOf(error).replace(/\.$/, ''));
  }
}

function ofKubeconfig({ kubeconfig, context }: EnteredConnection): ConnectionData {
  if (kubeconfig === undefined)
    throw refused('kubeconfig', 'is not stored as a file: enter it again to change anything of it');
  return readKubeconfig(kubeconfig, context);
}

function ofToken({ server, token, ca }: EnteredConnection, stored: StoredAccess | null): ConnectionData | undefined {
  if (server === undefined && stored === null) throw refused('server', 'enter the address of the API server');
  const address = server === undefined ? (stored?.server ?? '') : checkServer(server);
  if (stored === null) {
    if (token === undefined) throw refused('token', 'enter the token of a service account');
    return checkConnection({
      server: address,
      ca: ca ?? null,
      serverName: null,
      credentials: { kind: 'token', token },
    });
  }
  const isSameServer = address === stored.server && ca === undefined;
  if (token === undefined && isSameServer) return undefined;
  if (token === undefined) {
    throw refused('token', 'the stored one was entered for another server or certificate authority; enter it again');
  }
  const authority = ca === undefined ? stored.open().ca : ca;
  return checkConnection({ server: address, ca: authority, serverName: null, credentials: { kind: 'token', token } });
}
