/** What somebody does to an object of a release by kubectl, and what of it must be told. */
interface Drift {
  /** `Kind/name`. */
  of: string;
  /** Words of kubectl, for the release's namespace. */
  does: readonly string[];
  /** Kind of finding, path and manager. */
  expected: string;
}

const patched = (kind: string, name: string, patch: object, ...options: string[]) =>
  ['patch', kind, name, '--patch', JSON.stringify(patch), ...options] as const;

/** Everyday drift of all kinds of objects that the chart has, for a release in `namespace`. */
export function driftsIn(namespace: string): Drift[] {
  return [
    {
      of: 'ConfigMap/web-settings',
      does: patched('configmap', 'web-settings', { data: { mode: 'debug' } }, '--field-manager=kubectl-edit'),
      expected: 'modified data.mode by kubectl-edit',
    },
    { of: 'Service/web', does: ['delete', 'service', 'web'], expected: 'missing' },
    {
      of: 'Deployment/web',
      does: ['set', 'env', 'deployment/web', 'TRACE=1'],
      expected: 'foreign spec.template.spec.containers[name="web"].env[name="TRACE"] by kubectl-set',
    },
    {
      of: 'NetworkPolicy/web',
      does: ['label', 'networkpolicy', 'web', 'helm.sh/chart-'],
      expected: 'missing metadata.labels["helm.sh/chart"]',
    },
    {
      of: 'Role/web',
      does: patched('role', 'web', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['*'] }] }),
      expected: 'modified rules[0].verbs by kubectl-patch',
    },
    {
      of: `ClusterRole/${namespace}-viewer`,
      does: ['label', 'clusterrole', `${namespace}-viewer`, 'rbac.example/aggregate=yes'],
      expected: 'foreign metadata.labels["rbac.example/aggregate"] by kubectl-label',
    },
    {
      of: 'Secret/web-keys',
      does: patched('secret', 'web-keys', { stringData: { token: 'other-token' } }),
      expected: 'modified data.token by kubectl-patch',
    },
  ];
}
