import { z } from 'zod';
import { type Api, apply, demand } from './start/api.ts';

/** One rule of a ClusterRole. */
export interface PolicyRule {
  apiGroups: readonly string[];
  resources: readonly string[];
  verbs: readonly string[];
  resourceNames?: readonly string[];
}

interface ServiceAccountOptions {
  name: string;
  namespace?: string;
  /** What it may do in the whole cluster. */
  rules: readonly PolicyRule[];
  /** At least 600, which is the API server's own limit. */
  expiresInSeconds?: number;
}

const tokenRequest = z.object({ status: z.object({ token: z.string() }) });

/** Makes a service account that may do what `rules` say, and returns a token of it. */
export async function serviceAccountToken(
  { api }: { api: Api },
  { name, namespace = 'default', rules, expiresInSeconds = 3600 }: ServiceAccountOptions,
): Promise<string> {
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const accounts = `/api/v1/namespaces/${namespace}/serviceaccounts`;
  const version = 'rbac.authorization.k8s.io/v1';
  const metadata = { name };
  await apply(api, `${accounts}/${name}`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  await apply(api, `${rbac}/clusterroles/${name}`, { apiVersion: version, kind: 'ClusterRole', metadata, rules });
  await apply(api, `${rbac}/clusterrolebindings/${name}`, {
    apiVersion: version,
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
  const body = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: expiresInSeconds },
  };
  const answer = await api('POST', `${accounts}/${name}/token`, { body });
  return tokenRequest.parse(demand(answer, `a token of ${name}`)).status.token;
}
