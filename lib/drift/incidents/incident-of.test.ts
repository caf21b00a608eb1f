import { describe, expect, it } from 'vitest';
import type { ObjectRef } from '#lib/kubernetes/types.ts';
import type { DriftRule } from '../types.ts';
import { clearedSentence } from './clear.ts';
import { driftFingerprint, driftTitle } from './incident-of.ts';

const cluster = { clusterId: 3 };
const ref = (kind: string, namespace: string | null, name: string): ObjectRef => ({
  group: 'g',
  kind,
  namespace,
  name,
});

describe('driftFingerprint', () => {
  it.each<[DriftRule, ObjectRef, ObjectRef, boolean]>([
    ['access_drift', ref('Role', 'shop', 'a'), ref('RoleBinding', 'shop', 'b'), true],
    ['access_drift', ref('Role', 'shop', 'a'), ref('Role', 'auth', 'a'), false],
    ['access_drift', ref('ClusterRole', null, 'a'), ref('ClusterRoleBinding', null, 'b'), true],
    ['t3_drift', ref('Deployment', 'auth', 'a'), ref('Service', 'auth', 'b'), true],
    ['policy_drift', ref('ClusterPolicy', null, 'a'), ref('ClusterPolicy', null, 'b'), false],
    ['flag_drift', ref('Flag', null, 'a'), ref('Flag', 'set', 'b'), true],
    ['repeated_drift', ref('ConfigMap', 'shop', 'a'), ref('ConfigMap', 'shop', 'b'), false],
  ])('%s of %j and %j: one incident %s', (row, one, other, isOne) => {
    const of = (each: ObjectRef) => driftFingerprint(cluster, row, 'code', each);
    expect(of(one) === of(other)).toBe(isOne);
  });

  it('keeps a policy in one incident when it becomes one of T3, and clusters and channels apart', () => {
    const policy = ref('ClusterPolicy', null, 'a');
    expect(driftFingerprint(cluster, 'policy_drift_t3', 'config', policy)).toBe(
      driftFingerprint(cluster, 'policy_drift', 'config', policy),
    );
    const app = ref('Deployment', 'auth', 'a');
    const fingerprints = [
      driftFingerprint(cluster, 't3_drift', 'code', app),
      driftFingerprint(cluster, 't3_drift', 'config', app),
      driftFingerprint({ clusterId: 4 }, 't3_drift', 'code', app),
      driftFingerprint({ flagSourceId: 3 }, 't3_drift', 'code', app),
      driftFingerprint(cluster, 'access_drift', 'code', app),
    ];
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
  });
});

describe('driftTitle', () => {
  it.each<[DriftRule, ObjectRef, number, string]>([
    ['access_drift', ref('Role', 'shop', 'reader'), 1, 'Role shop/reader differs from git in prod-eu'],
    ['access_drift', ref('Role', 'shop', 'reader'), 5, '5 access rules of shop differ from git in prod-eu'],
    [
      'access_drift',
      ref('ClusterRole', null, 'a'),
      2,
      '2 access rules of the whole cluster differ from git in prod-eu',
    ],
    ['t3_drift', ref('Deployment', 'payments', 'web'), 3, '3 objects of payments differ from git in prod-eu'],
    ['policy_drift', ref('ClusterPolicy', null, 'deny'), 1, 'ClusterPolicy deny differs from git in prod-eu'],
    ['flag_drift', ref('Flag', null, 'new-checkout'), 1, 'Flag new-checkout differs from git in prod-eu'],
    ['flag_drift', ref('Flag', null, 'new-checkout'), 4, '4 flags differ from git in prod-eu'],
    ['repeated_drift', ref('ConfigMap', 'shop', 'web'), 1, 'ConfigMap shop/web drifts again and again in prod-eu'],
  ])('%s of %j, %d objects', (row, one, objects, title) => {
    expect(driftTitle(row, one, objects, 'prod-eu')).toBe(title);
  });
});

it('says how the last of the drift ended', () => {
  expect(clearedSentence(['clean', 'clean', 'flux', { incidentId: 7 }])).toBe(
    'Nothing of it drifts any more: 2 objects are as git says again; Flux corrected 1 object; incident 7 has it now.',
  );
});
