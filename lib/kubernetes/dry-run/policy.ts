import { z } from 'zod';
import type { KubeObject } from '../types.ts';

/** Of the policy in deploy/dry-run-admission-policy.yaml, and of its binding. */
export const DRY_RUN_POLICY = 'tidemark-dry-run-only';

const ONLY_DRY_RUNS = 'has(request.dryRun) && request.dryRun == true';
const MEND = 'Apply deploy/dry-run-admission-policy.yaml as it is, or switch dry runs off.';

const selector = z.record(z.string(), z.unknown()).default({});
const words = z.array(z.string()).default([]);
const matchShape = z.object({
  resourceRules: z
    .array(
      z.object({
        apiGroups: words,
        apiVersions: words,
        operations: words,
        resources: words,
        resourceNames: words,
        scope: z.string().default('*'),
      }),
    )
    .default([]),
  excludeResourceRules: z.array(z.unknown()).default([]),
  namespaceSelector: selector,
  objectSelector: selector,
});
const expressions = z.array(z.object({ expression: z.string() })).default([]);
const policyShape = z.object({
  spec: z.object({
    failurePolicy: z.string().default('Fail'),
    paramKind: z.unknown().optional(),
    matchConstraints: matchShape,
    matchConditions: expressions,
    validations: expressions,
  }),
});
const bindingShape = z.object({
  spec: z.object({
    policyName: z.string(),
    paramRef: z.unknown().optional(),
    matchResources: z.unknown().optional(),
    validationActions: words,
  }),
});

/** What the cluster has of the policy and its binding; null: nothing of that name. */
export interface PolicyFacts {
  policy: KubeObject | null;
  binding: KubeObject | null;
  /** Name of the user that asks; null where the credentials do not say it. */
  account: string | null;
}

/**
 * Why nothing would keep the account from writing, in words; null where the policy does. Nothing but the policy as it is
 * shipped counts, since a check that is less strict could be led astray.
 */
export function problemOfPolicy({ policy, binding, account }: PolicyFacts): string | null {
  const lacking = [policy === null ? 'policy' : null, binding === null ? 'binding' : null].find((it) => it !== null);
  if (lacking !== undefined) {
    return `The cluster has no admission ${lacking} ${DRY_RUN_POLICY}, so that nothing keeps Tidemark's account from writing. ${MEND}`;
  }
  if (account === null) {
    return `The credentials do not say whose they are, so that the policy ${DRY_RUN_POLICY} cannot be seen to hold for them. Use a token of a service account.`;
  }
  const asked = policyShape.safeParse(policy).data?.spec;
  const bound = bindingShape.safeParse(binding).data?.spec;
  if (asked === undefined || bound === undefined || !isStrict(asked) || !isWholeBinding(bound)) {
    return `The admission policy ${DRY_RUN_POLICY} is another than the shipped one, and may let writes pass. ${MEND}`;
  }
  const names = asked.matchConditions.every(({ expression }) => tidy(expression) === isUser(account));
  if (names && asked.matchConditions.length <= 1) return null;
  return `The admission policy ${DRY_RUN_POLICY} does not hold for ${account}. Name that account in its matchConditions.`;
}

function isStrict({ failurePolicy, paramKind, matchConstraints, validations }: z.infer<typeof policyShape>['spec']) {
  const guards = matchConstraints.resourceRules.some(
    ({ apiGroups, apiVersions, operations, resources, resourceNames, scope }) =>
      [apiGroups, apiVersions].every((list) => list.includes('*')) &&
      resources.includes('*/*') &&
      resourceNames.length === 0 &&
      scope === '*' &&
      (operations.includes('*') || WRITES.every((operation) => operations.includes(operation))),
  );
  const { excludeResourceRules, namespaceSelector, objectSelector } = matchConstraints;
  const isEverywhere = [excludeResourceRules, namespaceSelector, objectSelector].every(
    (narrowing) => Object.keys(narrowing).length === 0,
  );
  const refuses = validations.some(({ expression }) => tidy(expression) === ONLY_DRY_RUNS);
  return failurePolicy === 'Fail' && paramKind === undefined && guards && isEverywhere && refuses;
}

const WRITES = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'];

function isWholeBinding({
  policyName,
  paramRef,
  matchResources,
  validationActions,
}: z.infer<typeof bindingShape>['spec']) {
  const isWhole = paramRef === undefined && matchResources === undefined;
  return policyName === DRY_RUN_POLICY && isWhole && validationActions.includes('Deny');
}

function isUser(account: string): string {
  return `request.userInfo.username == '${account}'`;
}

function tidy(expression: string): string {
  return expression.trim().replace(/\s+/g, ' ');
}
