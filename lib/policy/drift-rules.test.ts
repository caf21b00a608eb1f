import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OccurrenceFacts, TierOfName } from '#lib/drift/types.ts';
import type { ObjectRef } from '#lib/kubernetes/types.ts';
import { channelOfKind, decideOccurrence, isOlderThanWatch, namespaceOf, tierOf } from './drift-rules.ts';
import { SEVERITIES } from './severity.ts';

/** `Kind.group namespace/name`, as short as tables need it. */
function ref(text: string): ObjectRef {
  const [type = '', place = ''] = text.split(' ');
  const [kind = '', ...group] = type.split('.');
  const [namespace, name] = place.includes('/') ? place.split('/') : [null, place];
  return { group: group.join('.'), kind, namespace: namespace ?? null, name: name ?? '' };
}

const RBAC = 'rbac.authorization.k8s.io';

describe('channelOfKind', () => {
  it.each([
    ['ConfigMap shop/web', 'config'],
    ['Secret shop/web', 'code'],
    ['ConfigMap.example.com shop/web', 'code'],
    ['ClusterPolicy.kyverno.io require-labels', 'config'],
    ['PolicyException.kyverno.io shop/let-it', 'config'],
    ['ValidatingPolicy.policies.kyverno.io require-labels', 'config'],
    ['PolicyReport.wgpolicyk8s.io shop/report', 'code'],
    ['Flag.flagd /new-checkout', 'config'],
    ['Deployment.apps shop/web', 'code'],
    [`Role.${RBAC} shop/reader`, 'code'],
  ])('%s: %s', (object, channel) => {
    expect(channelOfKind(ref(object))).toBe(channel);
  });
});

describe('tierOf', () => {
  const tiers: TierOfName[] = [
    { subject: 'namespace', name: 'payments', tier: 3 },
    { subject: 'namespace', name: 'pay*', tier: 2 },
    { subject: 'policy', name: 'require-*', tier: 3 },
    { subject: 'policy', name: 'payments', tier: 1 },
  ];

  it.each<[string, string[], number | null]>([
    ['Deployment.apps payments/web', [], 3],
    ['Deployment.apps paypal/web', [], 2],
    ['Deployment.apps shop/payments', [], null],
    ['Namespace payments', [], 3],
    ['ClusterRole.rbac.authorization.k8s.io payments', [], null],
    ['ClusterPolicy.kyverno.io require-labels', [], 3],
    ['Policy.kyverno.io payments/anything', [], 3],
    ['PolicyException.kyverno.io shop/let-it', [], null],
    ['PolicyException.kyverno.io shop/let-it', ['require-labels'], 3],
    ['Deployment.apps shop/require-labels', [], null],
    ['Flag.flagd payments/new-checkout', [], null],
  ])('%s %s: %s', (object, policies, tier) => {
    expect(tierOf(ref(object), tiers, policies)).toBe(tier);
  });

  it('counts a Namespace to itself', () => {
    expect(namespaceOf(ref('Namespace payments'))).toBe('payments');
    expect(namespaceOf(ref('Namespace.example.com payments'))).toBe('');
  });
});

describe('decideOccurrence', () => {
  it.each<[string, number, number | null, string | null, string | null]>([
    ['Deployment.apps shop/web', 1, null, null, null],
    ['Deployment.apps shop/web', 3, null, null, null],
    ['Deployment.apps shop/web', 4, null, 'repeated_drift', 'P3'],
    ['Deployment.apps shop/web', 1, 2, null, null],
    ['Deployment.apps payments/web', 1, 3, 't3_drift', 'P1'],
    ['Deployment.apps payments/web', 9, 3, 't3_drift', 'P1'],
    ['ConfigMap shop/web', 5, null, null, null],
    ['ConfigMap shop/web', 6, null, 'repeated_drift', 'P3'],
    ['ConfigMap payments/web', 1, 3, 't3_drift', 'P1'],
    [`Role.${RBAC} shop/reader`, 1, null, 'access_drift', 'P0'],
    [`ClusterRoleBinding.${RBAC} admins`, 1, null, 'access_drift', 'P0'],
    [`Role.${RBAC} payments/reader`, 1, 3, 'access_drift', 'P0'],
    ['NetworkPolicy.networking.k8s.io shop/deny', 1, null, 'access_drift', 'P0'],
    ['AdminNetworkPolicy.policy.networking.k8s.io deny', 1, null, 'access_drift', 'P0'],
    ['CiliumNetworkPolicy.cilium.io shop/deny', 1, null, 'access_drift', 'P0'],
    ['ClusterPolicy.kyverno.io require-labels', 1, null, 'policy_drift', 'P1'],
    ['ClusterPolicy.kyverno.io require-labels', 1, 3, 'policy_drift_t3', 'P0'],
    ['PolicyException.kyverno.io shop/let-it', 1, null, 'policy_drift', 'P1'],
    ['Flag.flagd /new-checkout', 1, null, 'flag_drift', 'P2'],
    ['Flag.flagd /new-checkout', 7, null, 'flag_drift', 'P2'],
  ])('%s, %d in 24 h, tier %s: %s %s', (object, recent, tier, row, severity) => {
    const decision = decideOccurrence(factsOf(object, recent, tier));
    expect(decision.row).toBe(row);
    expect(decision.severityRule?.severity ?? null).toBe(severity);
  });

  it('says which row decided and which others match', () => {
    expect(decideOccurrence(factsOf(`Role.${RBAC} payments/reader`, 4, 3)).reason).toBe(
      'Drift of RBAC or of a NetworkPolicy: who may do or reach what has changed (P0). Also: Drift in a T3 namespace (P1);' +
        ' The same resource drifts again and again within 24 h (P3). It drifted 4 times within 24 h.',
    );
    expect(decideOccurrence(factsOf('Deployment.apps shop/web', 2, null)).reason).toBe(
      'Logged, no alert: it drifted 2 times within 24 h; more than 3 times is an incident.',
    );
  });

  it.each([`ClusterRoleBinding.${RBAC} admins`, 'Deployment.apps payments/web', 'Policy.kyverno.io shop/p'])(
    'only logs what was there before the cluster was first compared: %s',
    (object) => {
      const decision = decideOccurrence({ ...factsOf(object, 9, 3), isOlderThanWatch: true });
      expect(decision).toMatchObject({ row: null, severityRule: null });
      expect(decision.reason).toMatch(/^Logged, no alert: git lacks it, and it was there before/);
    },
  );

  it('never becomes less urgent with more drifts or a higher tier', () => {
    const objects = fc.constantFrom(
      'Deployment.apps shop/web',
      'ConfigMap shop/web',
      `Role.${RBAC} shop/r`,
      'Policy.kyverno.io shop/p',
      'Flag.flagd /f',
    );
    const tier = fc.option(fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(objects, fc.nat(20), fc.nat(20), tier, tier, (object, recent, more, oneTier, otherTier) => {
        const low = (oneTier ?? 0) <= (otherTier ?? 0) ? oneTier : otherTier;
        const high = low === oneTier ? otherTier : oneTier;
        expect(urgency(factsOf(object, recent + more, high))).toBeGreaterThanOrEqual(
          urgency(factsOf(object, recent, low)),
        );
      }),
    );
  });
});

describe('isOlderThanWatch', () => {
  const WATCHED = new Date('2026-05-10T12:00:00.700Z');

  it.each<[string, (string | undefined)[], Date | null, boolean]>([
    ['made before', ['2026-05-10T11:59:59Z'], WATCHED, true],
    ['made after', ['2026-05-10T12:00:01Z'], WATCHED, false],
    ['made within the second of the first look, which may be after it', ['2026-05-10T12:00:00Z'], WATCHED, false],
    ['of unknown age', [undefined], WATCHED, false],
    ['a time that is none', ['yesterday'], WATCHED, false],
    ['older in one thing alone', ['2026-05-10T11:00:00Z', '2026-05-10T13:00:00Z'], WATCHED, false],
    ['known by the word of Flux alone', [], WATCHED, false],
    ['no object of a cluster', ['2026-05-10T11:00:00Z'], null, false],
  ])('%s', (_, since, watchedSince, isOlder) => {
    expect(isOlderThanWatch(since, watchedSince)).toBe(isOlder);
  });
});

function factsOf(object: string, recent: number, tier: number | null): OccurrenceFacts {
  return { ref: ref(object), recent, tier, isOlderThanWatch: false };
}

/** 0: logged; then from P3 upwards. */
function urgency(facts: OccurrenceFacts): number {
  const severity = decideOccurrence(facts).severityRule?.severity;
  return severity === undefined ? 0 : SEVERITIES.length - SEVERITIES.indexOf(severity);
}
