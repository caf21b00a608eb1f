import type { Program } from '#scripts/stack/program.ts';
import type { Api } from './api.ts';
import type { Credentials } from './credentials.ts';
import { startServer } from './program.ts';

interface ApiServerOptions {
  folder: string;
  port: number;
  etcdUrl: string;
  credentials: Credentials;
  api: Api;
  /** Further flags, such as `--watch-cache=false`. */
  extraArgs: readonly string[];
}

/** Starts kube-apiserver with RBAC and service account tokens, and waits until it says that it is ready. */
export function startApiServer({ folder, port, etcdUrl, credentials, api, extraArgs }: ApiServerOptions) {
  const { file } = credentials;
  return startServer({
    program: 'kube-apiserver',
    folder,
    args: [
      `--etcd-servers=${etcdUrl}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      `--tls-cert-file=${file('server.crt')}`,
      `--tls-private-key-file=${file('server.key')}`,
      `--client-ca-file=${file('ca.crt')}`,
      `--token-auth-file=${file('tokens.csv')}`,
      '--service-cluster-ip-range=10.0.0.0/24',
      '--authorization-mode=RBAC',
      '--allow-privileged',
      // No controller makes the default service accounts that it would demand of every pod.
      '--disable-admission-plugins=ServiceAccount',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${file('tokens.pub')}`,
      `--service-account-signing-key-file=${file('tokens.key')}`,
      // Nobody but the test asks: no limits of fairness, no time to wait for the stop.
      '--enable-priority-and-fairness=false',
      '--max-requests-inflight=0',
      '--max-mutating-requests-inflight=0',
      ...extraArgs,
    ],
    isReady: async () => (await api('GET', '/readyz').catch(() => undefined))?.status === 200,
  }) satisfies Promise<Program>;
}
