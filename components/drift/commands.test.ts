import { expect, test } from 'vitest';
import { suggestedCommands } from './commands.ts';

const ROLE: Parameters<typeof suggestedCommands>[0] = {
  owner: { kind: 'cluster', id: 1, name: 'prod', isDemo: false },
  group: 'rbac.authorization.k8s.io',
  kind: 'Role',
  namespace: 'payments',
  name: 'reader',
  source: 'Kustomization flux-system/apps',
  file: 'apps/payments/role.yaml',
  commitSha: 'a1b2c3',
};

test('an object can be looked at, compared and put back', () => {
  expect(suggestedCommands(ROLE)).toEqual([
    {
      does: 'Look at it, with who owns which field',
      text: 'kubectl get role.rbac.authorization.k8s.io/reader --namespace payments --output yaml --show-managed-fields',
      changes: false,
    },
    {
      does: 'Ask the API server what applying git’s file would change',
      text: 'git show a1b2c3:apps/payments/role.yaml | kubectl diff --server-side --force-conflicts --field-manager kustomize-controller --filename -',
      changes: false,
    },
    {
      does: 'Have Flux apply git again',
      text: 'flux reconcile kustomization apps --namespace flux-system --with-source',
      changes: true,
    },
  ]);
});

test('what git lacks can only be looked at', () => {
  const extra = { ...ROLE, group: '', kind: 'Pod', namespace: '', source: null, file: null, commitSha: null };
  expect(suggestedCommands(extra).map(({ text }) => text)).toEqual([
    'kubectl get pod/reader --output yaml --show-managed-fields',
  ]);
});

test('values of secrets are not asked for', () => {
  const secret = { ...ROLE, group: '', kind: 'Secret', name: 'key' };
  expect(suggestedCommands(secret).map(({ text }) => text)).toEqual([
    'kubectl describe secret/key --namespace payments',
    'flux reconcile kustomization apps --namespace flux-system --with-source',
  ]);
});

test('a release is installed again, and its template shown to nobody', () => {
  expect(suggestedCommands({ ...ROLE, source: 'HelmRelease shop/web' }).map(({ text }) => text)).toEqual([
    'kubectl get role.rbac.authorization.k8s.io/reader --namespace payments --output yaml --show-managed-fields',
    'flux reconcile helmrelease web --namespace shop --with-source --force',
  ]);
});

test('names never become commands', () => {
  const [look] = suggestedCommands({ ...ROLE, name: "x$(id)'y" });
  expect(look?.text).toContain(String.raw`'role.rbac.authorization.k8s.io/x$(id)'\''y'`);
});

test('flags have none', () => {
  expect(suggestedCommands({ ...ROLE, owner: { ...ROLE.owner, kind: 'flags' } })).toEqual([]);
});
