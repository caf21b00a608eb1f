import type { KubeObject } from '#lib/kubernetes/types.ts';

type Names = Pick<KubeObject, 'apiVersion' | 'kind'> & { namespace?: string; name: string };

/** Something that somebody does in the recorded cluster, past git. */
export interface Deed {
  name: string;
  told: string;
  isOn: boolean;
  /** When, in the recording. */
  at: string;
  object: Names;
  does:
    | { patch: object; manager: string }
    | { create: object; manager: string }
    /** Server-side apply of git's object with this on top, by somebody who borrows a manager's name. */
    | { apply: object; manager: string }
    | { remove: true };
}

const apps = (kind: string, namespace: string, name: string): Names => ({
  apiVersion: 'apps/v1',
  kind,
  namespace,
  name,
});
const configMap = (namespace: string, name: string): Names => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace,
  name,
});

/** Each kind of finding, and each rule of the severity table, once. */
export const DEEDS: readonly Deed[] = [
  {
    name: 'fraud-check-skipped',
    told: 'kubectl edit adds an environment variable to the ledger, in a T3 namespace',
    isOn: true,
    at: '2026-11-20T16:48:31Z',
    object: apps('Deployment', 'payments', 'ledger'),
    does: {
      manager: 'kubectl-edit',
      patch: [
        {
          op: 'add',
          path: '/spec/template/spec/containers/0/env/-',
          value: { name: 'SKIP_FRAUD_CHECK', value: 'true' },
        },
      ],
    },
  },
  {
    name: 'ledger-may-leave',
    told: 'kubectl edit lets the ledger reach any address',
    isOn: true,
    at: '2026-11-20T16:52:07Z',
    object: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: 'payments', name: 'ledger' },
    does: {
      manager: 'kubectl-edit',
      patch: [{ op: 'add', path: '/spec/egress/-', value: { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] } }],
    },
  },
  {
    name: 'sessions-widened',
    told: 'kubectl patch gives the login service all verbs on all ConfigMaps of its namespace',
    isOn: true,
    at: '2026-11-21T22:14:55Z',
    object: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', namespace: 'auth', name: 'session-reader' },
    does: {
      manager: 'kubectl-patch',
      patch: [
        { op: 'replace', path: '/rules/0/verbs', value: ['*'] },
        { op: 'remove', path: '/rules/0/resourceNames' },
      ],
    },
  },
  {
    name: 'refunds-raised',
    told: 'kubectl edit raises a limit in a ConfigMap',
    isOn: true,
    at: '2026-11-19T10:03:40Z',
    object: configMap('agents', 'support-agent'),
    does: { manager: 'kubectl-edit', patch: [{ op: 'replace', path: '/data/MAX_REFUND_EUR', value: '500' }] },
  },
  {
    name: 'registries-audited',
    told: 'kubectl edit has a policy report what it should refuse',
    isOn: true,
    at: '2026-11-21T22:20:18Z',
    object: { apiVersion: 'kyverno.io/v1', kind: 'ClusterPolicy', name: 'known-registries' },
    does: {
      manager: 'kubectl-edit',
      patch: [{ op: 'replace', path: '/spec/rules/0/validate/failureAction', value: 'Audit' }],
    },
  },
  {
    name: 'toolbox-left',
    told: 'kubectl create leaves a workload that git lacks',
    isOn: true,
    at: '2026-11-18T14:37:12Z',
    object: apps('Deployment', 'agents', 'toolbox'),
    does: {
      manager: 'kubectl-create',
      create: {
        spec: {
          replicas: 1,
          selector: { matchLabels: { app: 'toolbox' } },
          template: {
            metadata: { labels: { app: 'toolbox' } },
            spec: { containers: [{ name: 'toolbox', image: 'docker.io/library/toolbox:latest', stdin: true }] },
          },
        },
      },
    },
  },
  {
    name: 'budget-deleted',
    told: 'kubectl delete takes an object away',
    isOn: true,
    at: '2026-11-18T14:40:00Z',
    object: { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', namespace: 'agents', name: 'support-agent' },
    does: { remove: true },
  },
  {
    name: 'gateway-cache-left',
    told: 'somebody applies a field under the name of kustomize-controller, which git does not have',
    isOn: true,
    at: '2026-11-17T09:11:26Z',
    object: configMap('agents', 'gateway'),
    does: { manager: 'kustomize-controller', apply: { data: { retries: '9' } } },
  },
  {
    name: 'record-wiped',
    told: 'somebody wipes the record of who owns which field',
    isOn: true,
    at: '2026-11-22T03:29:44Z',
    object: { apiVersion: 'batch/v1', kind: 'CronJob', namespace: 'agents', name: 'trace-export' },
    does: { manager: 'kubectl-patch', patch: [{ op: 'replace', path: '/metadata/managedFields', value: [{}] }] },
  },
  {
    name: 'checkout-rolled-back',
    told: 'kubectl set image rolls checkout back',
    isOn: false,
    at: '2026-11-22T11:05:09Z',
    object: apps('Deployment', 'payments', 'checkout'),
    does: {
      manager: 'kubectl-set',
      patch: [
        {
          op: 'replace',
          path: '/spec/template/spec/containers/0/image',
          value: 'registry.example/payments/checkout:5.1.9',
        },
      ],
    },
  },
];
