import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readFleet } from '#demo/fleet/recorded.ts';
import { entryOf } from '#lib/kubernetes/testing/applied.ts';
import { runStandIn } from '#lib/kubernetes/testing/stand-in.ts';
import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { objectIn } from '#lib/kubernetes/values/json.ts';
import { bring, linesOf, scan } from './testing/scan.ts';
import { makeWorkTree, type TestWorkTree } from './testing/work-tree.ts';

const AUTOGEN = 'pod-policies.kyverno.io/autogen-controllers';

const POLICY: KubeObject = {
  apiVersion: 'kyverno.io/v1',
  kind: 'ClusterPolicy',
  metadata: { name: 'registries', annotations: { [AUTOGEN]: 'Deployment' } },
  spec: {
    rules: [
      {
        name: 'ours',
        match: { any: [{ resources: { kinds: ['Pod'] } }] },
        validate: { message: 'Ours only.', pattern: { spec: { containers: [{ image: 'ours/*' }] } } },
      },
    ],
  },
};

const exception = (namespace: string, metadata: JsonObject = {}): KubeObject => ({
  apiVersion: 'kyverno.io/v2',
  kind: 'PolicyException',
  metadata: { name: 'let-in', namespace, ...metadata },
  spec: {
    exceptions: [{ policyName: 'registries', ruleNames: ['ours'] }],
    match: { any: [{ resources: { kinds: ['Pod'] } }] },
  },
});

const withSpec = (change: (spec: JsonObject) => JsonObject) => (live: KubeObject) => ({
  ...live,
  spec: change(objectIn(live, 'spec')),
});

describe('a policy of Kyverno', () => {
  const under = runStandIn(readFleet().objects.filter(({ kind }) => kind === 'CustomResourceDefinition'));
  let tree: TestWorkTree;
  beforeAll(() => {
    tree = makeWorkTree({ 'apps/policy.yaml': stringify(POLICY) });
  });
  afterAll(() => tree.remove());
  const found = async () => linesOf(await scan(under().client, tree.folder));

  describe('that nobody touched', () => {
    beforeEach(() =>
      bring(under(), POLICY, (live) => ({
        ...withSpec((spec) => ({
          ...spec,
          ...{ admission: true, background: true, emitWarning: false, validationFailureAction: 'Audit' },
          rules: [
            {
              ...objectIn({ rule: (spec.rules as JsonObject[])[0] ?? {} }, 'rule'),
              skipBackgroundRequests: true,
              validate: {
                ...objectIn((spec.rules as JsonObject[])[0], 'validate'),
                allowExistingViolations: true,
              },
            },
          ],
        }))(live),
        status: { ready: true, autogen: { rules: [{ name: 'autogen-ours' }] } },
      })),
    );

    it('is clean with its status and what Kyverno fills in', async () => {
      expect(await found()).toEqual([]);
    });

    it('is weakened by an exception that git lacks, in whatever namespace', async () => {
      under().cluster.put(exception('somewhere-else', { labels: { 'app.kubernetes.io/managed-by': 'kyverno' } }));
      expect(await found()).toEqual(['extra PolicyException/let-in']);
    });
  });

  it.each<[string, (live: KubeObject) => KubeObject, JsonObject, string]>([
    [
      'no longer applied to what exists already',
      withSpec((spec) => ({ ...spec, background: false })),
      { 'f:spec': { 'f:background': {} } },
      'foreign ClusterPolicy/registries spec.background',
    ],
    [
      'made for fewer controllers',
      (live) => ({ ...live, metadata: { ...live.metadata, annotations: { [AUTOGEN]: 'none' } } }),
      { 'f:metadata': { 'f:annotations': { [`f:${AUTOGEN}`]: {} } } },
      `modified ClusterPolicy/registries metadata.annotations["${AUTOGEN}"]`,
    ],
  ])('is found %s', async (_, change, fields, line) => {
    await bring(under(), POLICY, change, [entryOf('kubectl-edit', 'Update', fields, 'kyverno.io/v1')]);
    expect(await found()).toEqual([line]);
  });
});
