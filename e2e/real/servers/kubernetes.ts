import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { removeDataFolder } from '#scripts/stack/data-folder.ts';
import { freePort } from '#scripts/stack/ports.ts';
import type { Program } from '#scripts/stack/program.ts';
import { type Api, createApi } from './start/api.ts';
import { startApiServer } from './start/api-server.ts';
import { type Credentials, makeCredentials, writeKubeconfig } from './start/credentials.ts';
import { startEtcd } from './start/etcd.ts';

export interface KubernetesOptions {
  /** Further flags of kube-apiserver, such as `--watch-cache=false`. */
  apiServerArgs?: readonly string[];
}

/** A real API server with its etcd; there are no controllers, so a deleted namespace stays `Terminating`. */
export interface RealKubernetes extends AsyncDisposable, Omit<Credentials, 'file'> {
  url: string;
  /** Of the administrator, with a client certificate. */
  kubeconfigPath: string;
  /** A folder for the test's own files, removed with the rest. */
  folder: string;
  /** Asks the API server as the administrator, or with another token. */
  api: Api;
  /** Has etcd forget old revisions; with `--watch-cache=false` the API server then says 410 to whoever asks for one. */
  compact: () => Promise<void>;
  /** Takes the API server down; objects and address stay. */
  stopApiServer: () => Promise<void>;
  startApiServer: () => Promise<void>;
  stop: () => Promise<void>;
}

/**
 * Starts etcd and kube-apiserver on free ports of 127.0.0.1. `await using` stops them and removes their files.
 *
 * @throws TidemarkError `misconfigured` when they are not built, `unavailable` when one does not start.
 */
export async function startKubernetes({ apiServerArgs = [] }: KubernetesOptions = {}): Promise<RealKubernetes> {
  const folder = temporaryFolder('kubernetes');
  const running = new Map<string, Program>();
  const stop = async () => {
    await Promise.all([...running.values()].map((program) => program.stop()));
    removeDataFolder(folder);
  };
  try {
    const { file, ...credentials } = makeCredentials(folder);
    const etcd = await startEtcd(folder);
    running.set('etcd', etcd.program);
    const port = await freePort();
    const url = `https://127.0.0.1:${port}`;
    const api = createApi(url, credentials.caCertificate, credentials.adminToken);
    const options = { folder, port, etcdUrl: etcd.url, credentials: { ...credentials, file }, api };
    const start = async () => {
      running.set('api server', await startApiServer({ ...options, extraArgs: apiServerArgs }));
    };
    await start();
    const own = join(folder, 'own');
    mkdirSync(own);
    return {
      ...credentials,
      url,
      kubeconfigPath: writeKubeconfig(url, options.credentials),
      folder: own,
      api,
      compact: etcd.compact,
      stopApiServer: async () => running.get('api server')?.stop(),
      startApiServer: start,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
