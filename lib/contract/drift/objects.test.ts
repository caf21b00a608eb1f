import { expect, test } from 'vitest';
import { ignorePreviewBody, ignoreRuleBody } from './objects.ts';

test.each([
  ['nothing', {}],
  ['a cluster alone', { clusterId: 1 }],
  ['* for a kind', { kind: '*' }],
  ['* for all of it', { kind: '*', namespace: '**', name: '*', fieldPath: '*', manager: '*' }],
])('a rule that names %s would hide everything, and is refused', (_, scope) => {
  const rest = { reason: 'known', ownerId: 1, expiresAt: '2026-12-01T00:00:00Z' };
  expect(ignorePreviewBody.safeParse(scope).success).toBe(false);
  expect(ignoreRuleBody.safeParse({ ...scope, ...rest }).success).toBe(false);
});

test.each([{ kind: 'Role', namespace: '*' }, { manager: 'kubectl-*' }, { name: '*-canary' }])(
  'a rule may name %o',
  (scope) => {
    expect(ignorePreviewBody.safeParse(scope).success).toBe(true);
  },
);
