import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inClusterServer } from '#lib/platform/env.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { checkToken, openConnection } from './check.ts';
import type { ClusterConnection } from './types.ts';

/** Where Kubernetes puts a pod's service account. */
const ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The cluster that this process runs in, as its pod's service account. The token is read anew for each request, since
 * Kubernetes replaces it before it expires (an hour, mostly).
 *
 * @throws TidemarkError `misconfigured` outside of a cluster, or in a pod without a service account.
 */
export async function connectInCluster(
  server: string | undefined = inClusterServer(),
  folder: string = ACCOUNT_FOLDER,
): Promise<ClusterConnection> {
  if (server === undefined) {
    throw new TidemarkError(
      'misconfigured',
      'This process runs in no cluster (KUBERNETES_SERVICE_HOST is not set). Connect with a kubeconfig or a token.',
    );
  }
  const readToken = async () => checkToken(await readAccountFile(join(folder, 'token')));
  const opened = openConnection({
    server,
    ca: await readAccountFile(join(folder, 'ca.crt')),
    serverName: null,
    credentials: { kind: 'token', token: await readToken() },
  });
  return { ...opened, credentials: async () => ({ kind: 'token', token: await readToken() }) };
}

async function readAccountFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new TidemarkError(
      'misconfigured',
      `The pod's service account cannot be read (${messageOf(cause)}). Give the pod one, and leave automountServiceAccountToken on.`,
      { cause },
    );
  }
}
