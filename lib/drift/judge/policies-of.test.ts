import { expect, it } from 'vitest';
import { policiesOf } from './policies-of.ts';

const KYVERNO = 'spec:\n  exceptions:\n    - policyName: require-labels\n    - policyName: shop/deny-root\n';
const CEL = 'spec:\n  policyRefs:\n    - name: check-images\n      kind: ImageValidatingPolicy\n';

it.each<[string, (string | null)[], string[]]>([
  ['PolicyException', [KYVERNO, null], ['require-labels', 'deny-root']],
  ['PolicyException', [KYVERNO, CEL], ['require-labels', 'deny-root', 'check-images']],
  ['PolicyException', [KYVERNO, KYVERNO], ['require-labels', 'deny-root']],
  ['PolicyException', ['spec: [', 'nothing'], []],
  ['ClusterPolicy', [KYVERNO, null], []],
])('%s %j speaks of %j', (kind, sides, policies) => {
  expect(policiesOf(kind, sides)).toEqual(policies);
});
