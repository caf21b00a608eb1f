import { stringify } from 'yaml';

interface Parts {
  cluster?: object;
  user?: object;
}

/** A kubeconfig with one context, `test`. */
export function kubeconfigText({ cluster, user }: Parts = {}): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    clusters: [{ name: 'test', cluster: cluster ?? { server: 'https://10.0.0.1:6443/' } }],
    users: [{ name: 'test', user: user ?? { token: 'secret-token' } }],
  });
}
