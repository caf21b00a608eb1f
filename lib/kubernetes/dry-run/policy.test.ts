import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { invariant } from '#lib/platform/errors.ts';
import { isKubeObject } from '../client/read-page.ts';
import type { JsonObject, KubeObject } from '../types.ts';
import { objectIn } from '../values/json.ts';
import { type PolicyFacts, problemOfPolicy } from './policy.ts';

const ACCOUNT = 'system:serviceaccount:tidemark:tidemark';
const file = readFileSync(new URL('../../../deploy/dry-run-admission-policy.yaml', import.meta.url), 'utf8');
const shipped = parseAllDocuments(file).map((document): unknown => document.toJS());
const named = (kind: string): KubeObject => {
  const object = shipped.filter(isKubeObject).find((each) => each.kind === kind);
  invariant(object, `deploy/ has a ${kind}`);
  return object;
};
const policy = named('ValidatingAdmissionPolicy');
const binding = named('ValidatingAdmissionPolicyBinding');
const problem = (over: Partial<PolicyFacts>) => problemOfPolicy({ policy, binding, account: ACCOUNT, ...over });
const changed = (object: KubeObject, spec: JsonObject) => ({
  ...object,
  spec: { ...objectIn(object, 'spec'), ...spec },
});
const { matchConstraints } = objectIn(policy, 'spec');
const rule = { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*/*'] };
const narrowed = (more: JsonObject) => ({
  policy: changed(policy, { matchConstraints: { resourceRules: [rule], ...more } }),
});

it('the shipped policy keeps the account from writing, also as the server gives it back', () => {
  expect(problem({})).toBeNull();
  const filledIn = { ...objectIn(objectIn(policy, 'spec'), 'matchConstraints'), matchPolicy: 'Equivalent' };
  const selectors = { namespaceSelector: {}, objectSelector: {} };
  expect(problem({ policy: changed(policy, { matchConstraints: { ...filledIn, ...selectors } }) })).toBeNull();
  expect(problem({ policy: changed(policy, { matchConditions: [] }) })).toBeNull();
  expect(matchConstraints).toBeDefined();
});

it.each<[string, Partial<PolicyFacts>, RegExp]>([
  ['no policy', { policy: null }, /no admission policy .*Apply deploy/],
  ['no binding', { binding: null }, /no admission binding/],
  ['credentials that name nobody', { account: null }, /do not say whose/],
  ['another account', { account: 'admin' }, /does not hold for admin/],
  ['an account whose name is an expression', { account: "x' || true || '" }, /does not hold/],
  ['a policy that ignores its faults', { policy: changed(policy, { failurePolicy: 'Ignore' }) }, /another than/],
  ['a policy with parameters', { policy: changed(policy, { paramKind: { kind: 'ConfigMap' } }) }, /another than/],
  [
    'a policy that says something else',
    { policy: changed(policy, { validations: [{ expression: 'true' }] }) },
    /another/,
  ],
  [
    'a policy for updates alone',
    { policy: changed(policy, { matchConstraints: { resourceRules: [{ ...rule, operations: ['UPDATE'] }] } }) },
    /another/,
  ],
  ['a policy with exceptions', narrowed({ excludeResourceRules: [rule] }), /another/],
  ['a policy for some namespaces', narrowed({ namespaceSelector: { matchLabels: { a: 'b' } } }), /another/],
  [
    'a policy with a further condition',
    {
      policy: changed(policy, {
        matchConditions: [0, 1].map(() => ({ expression: `request.userInfo.username == '${ACCOUNT}'` })),
      }),
    },
    /does not hold/,
  ],
  ['a binding that warns', { binding: changed(binding, { validationActions: ['Warn'] }) }, /another/],
  ['a binding for some objects', { binding: changed(binding, { matchResources: {} }) }, /another/],
  ['a binding of another policy', { binding: changed(binding, { policyName: 'other' }) }, /another/],
])('%s is refused', (_, over, said) => expect(problem(over)).toMatch(said));
