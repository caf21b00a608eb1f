import type { RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { checkServer, checkToken } from './check.ts';
import { connectInCluster } from './in-cluster.ts';
import type { ClusterConnection, Credentials } from './types.ts';

interface LocalOptions {
  /** Path of a kubeconfig; without it $KUBECONFIG or ~/.kube/config, as kubectl does. */
  file?: string | undefined;
  /** Name of a context; the current one where it is not given. */
  context?: string | undefined;
}

/** Contexts that @kubernetes/client-node makes up where there is no kubeconfig. */
const MADE_UP = { inCluster: 'inClusterContext', none: 'loaded-context' };

/**
 * A cluster by a kubeconfig of this machine, as kubectl understands it: with files, commands (`exec`) and several
 * kubeconfigs in one. For the command line alone; what comes from elsewhere goes through `readKubeconfig`.
 *
 * @throws TidemarkError `invalid_input` or `not_found` saying what is wrong with it.
 */
export async function connectLocally({ file, context }: LocalOptions): Promise<ClusterConnection> {
  const config = load(file);
  // A kubeconfig that names none has none at all, whatever the library's types say.
  const current = context ?? String(config.getCurrentContext() ?? '');
  if (current === MADE_UP.inCluster) return connectInCluster();
  const names = config.getContexts().map(({ name }) => name);
  if (!names.includes(current) || current === MADE_UP.none) throw noContext(current, names, file);
  config.setCurrentContext(current);
  const [cluster, user] = [config.getCurrentCluster(), config.getCurrentUser()];
  if (cluster === null || user === null) throw refused(`context "${current}" names a cluster or user that it has not`);
  if (cluster.proxyUrl) throw refused('proxy-url is not followed; Tidemark must reach the API server directly');
  if (user.authProvider) throw refused('auth-provider is not followed, as in kubectl since 1.26; use an exec plugin');
  if (user.impersonateUser) throw refused('as is not followed; use credentials that have the rights themselves');
  const server = checkServer(cluster.server);
  // The library refuses http, which is let through to this machine alone, unless nothing is verified.
  if (server.startsWith('http:')) config.loadFromClusterAndUser({ ...cluster, skipTLSVerify: true }, user);
  const { ca } = await apply(config);
  return {
    server,
    ca: textOf(ca),
    serverName: cluster.tlsServerName ?? null,
    verifiesServer: cluster.skipTLSVerify !== true,
    credentials: async () => credentialsOf(await apply(config), user.name),
  };
}

function load(file: string | undefined): KubeConfig {
  const config = new KubeConfig();
  try {
    if (file === undefined) config.loadFromDefault();
    else config.loadFromFile(file);
    return config;
  } catch (cause) {
    throw refused(`${file ?? 'in $KUBECONFIG or ~/.kube/config'} cannot be read (${messageOf(cause)})`, cause);
  }
}

/** Reads what files and commands the chosen user names. */
async function apply(config: KubeConfig): Promise<RequestOptions> {
  const options: RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(options);
    return options;
  } catch (cause) {
    throw refused(`its credentials cannot be had (${messageOf(cause).trim()})`, cause);
  }
}

function credentialsOf({ headers, cert, key }: RequestOptions, user: string): Credentials {
  const authorization = headers !== undefined && 'Authorization' in headers ? String(headers.Authorization) : '';
  if (authorization.startsWith('Bearer ')) return { kind: 'token', token: checkToken(authorization.slice(7)) };
  const [certificate, privateKey] = [textOf(cert), textOf(key)];
  if (certificate !== null && privateKey !== null) return { kind: 'certificate', certificate, key: privateKey };
  throw refused(`user "${user}" has neither a token, a client certificate nor a command that gives one`);
}

function textOf(pem: RequestOptions['ca'] | RequestOptions['key']): string | null {
  return typeof pem === 'string' || Buffer.isBuffer(pem) ? pem.toString() : null;
}

function noContext(wanted: string, names: readonly string[], file: string | undefined): TidemarkError {
  const choice = names.filter((name) => name !== MADE_UP.none).join(', ');
  if (choice === '') {
    const none = file === undefined ? 'No kubeconfig was found.' : `The kubeconfig ${file} has no context.`;
    return new TidemarkError('not_found', `${none} Name one that has, or set KUBECONFIG.`);
  }
  const missing = wanted === '' ? 'names no current context' : `has no context "${wanted}"`;
  return new TidemarkError('not_found', `The kubeconfig ${missing}. Choose one of: ${choice}.`);
}

function refused(problem: string, cause?: unknown): TidemarkError {
  return new TidemarkError('invalid_input', `The kubeconfig: ${problem}.`, { cause });
}
