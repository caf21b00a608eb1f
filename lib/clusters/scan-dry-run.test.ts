import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { isKubeObject } from '#lib/kubernetes/client/read-page.ts';
import { DRY_RUN_POLICY } from '#lib/kubernetes/dry-run/policy.ts';
import { clientOf } from '#lib/kubernetes/testing/reading.ts';
import { connectionTo, runStandIn } from '#lib/kubernetes/testing/stand-in.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { objectIn } from '#lib/kubernetes/values/json.ts';
import { createDryRuns } from './live/dry-runs.ts';
import { bring, linesOf, scan } from './testing/scan.ts';
import { makeWorkTree, type TestWorkTree } from './testing/work-tree.ts';

const ACCOUNT = 'system:serviceaccount:tidemark:tidemark';
const RATES: KubeObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'rates', namespace: 'shop' },
  data: { perMinute: '60' },
};
const KEYS: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'keys', namespace: 'shop' },
  data: { token: 'b3JpZ2luYWw=' },
};
const ROLE: KubeObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name: 'reader', namespace: 'shop' },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
};
const GIT = [RATES, KEYS, ROLE];
const POLICY = parseAllDocuments(readFileSync('deploy/dry-run-admission-policy.yaml', 'utf8'))
  .map((document): unknown => document.toJS())
  .filter(isKubeObject)
  .filter(({ metadata }) => metadata.name === DRY_RUN_POLICY);

describe('a comparison with dry runs', () => {
  const under = runStandIn([]);
  let tree: TestWorkTree;
  let client: KubeClient;
  beforeAll(() => {
    tree = makeWorkTree({ 'apps/all.yaml': GIT.map((object) => stringify(object)).join('---\n') });
  });
  afterAll(() => tree.remove());
  beforeEach(async () => {
    ({ client } = under());
    for (const object of GIT) await bring(under(), object);
    for (const object of POLICY) under().cluster.put(object);
  });
  afterEach(() => client.close());

  const labelled = (team: string) => (object: KubeObject) => ({
    ...object,
    metadata: { ...object.metadata, labels: { ...objectIn(object.metadata, 'labels'), team } },
  });
  const compare = () =>
    scan(client, tree.folder, { namespaces: ['shop'], dryRuns: () => createDryRuns(client, async () => ACCOUNT) });
  const patched = () => under().cluster.requests.filter((path) => path.includes('dryRun='));

  it('is as without where the cluster would change nothing; secrets and access are never sent', async () => {
    expect(await compare()).toMatchObject({ verdict: 'stable', objects: 3, notCompared: [] });
    expect(patched()).toEqual([
      '/api/v1/namespaces/shop/configmaps/rates?dryRun=All&fieldManager=kustomize-controller&force=true',
    ]);
    expect((await scan(client, tree.folder, { namespaces: ['shop'] })).verdict).toBe('stable');
    expect(patched()).toHaveLength(1);
  });

  it('finds what a webhook would add or change, and shows it on git’s side', async () => {
    under().cluster.admit(labelled('shop'));
    const added = await compare();
    expect(linesOf(added)).toEqual(['missing ConfigMap/rates metadata.labels.team']);
    const [drifted] = added.comparisons.filter(({ findings }) => findings.length > 0);
    expect(drifted?.findings).toMatchObject([{ isOfDryRun: true, expected: { shown: 'shop' }, writer: null }]);
    expect(drifted?.sides?.expected).toContain('team: shop');
    expect(drifted?.sides?.live).not.toContain('team');
    expect(drifted?.liveHash).not.toBe(drifted?.expectedHash);
    under().cluster.admit((object) => ({ ...object, data: { ...objectIn(object, 'data'), perMinute: '10' } }));
    const modified = await compare();
    expect(linesOf(modified)).toEqual(['modified ConfigMap/rates data.perMinute']);
    expect(linesOf(await scan(client, tree.folder, { namespaces: ['shop'] }))).toEqual([]);
  });

  it('adds to what was found, and takes nothing away', async () => {
    await bring(under(), RATES, (live) => ({ ...live, data: { perMinute: '70' } }));
    under().cluster.admit(labelled('shop'));
    const { comparisons } = await compare();
    const findings = comparisons.flatMap((each) => each.findings.map(({ path, isOfDryRun }) => [path, isOfDryRun]));
    expect(findings).toEqual([
      ['metadata.labels.team', true],
      ['data.perMinute', undefined],
    ]);
  });

  it('asks for none without the policy, and is unmeasured', async () => {
    for (const object of POLICY) under().cluster.remove(object);
    const result = await compare();
    expect(result).toMatchObject({ verdict: 'unmeasured', objects: 3, notCompared: [{ subject: 'dry runs' }] });
    expect(result.notCompared[0]?.detail).toContain('Apply deploy/dry-run-admission-policy.yaml');
    expect(patched()).toEqual([]);
  });

  it.each([
    [403, 'admission webhook "no" denied the request', 'refused', 'dry run of configmaps shop/rates'],
    [422, 'ConfigMap "rates" is invalid', 'refused', 'dry run of configmaps shop/rates'],
    [409, 'Apply failed with 1 conflict', 'refused', 'dry run of configmaps shop/rates'],
    [403, 'User "x" cannot patch resource "configmaps"', 'forbidden', 'dry run of configmaps in shop'],
  ])('is unmeasured where the answer is %d: %s', async (status, message, reason, subject) => {
    const body = JSON.stringify({ kind: 'Status', message });
    under().cluster.fault({ on: 'dryRun=All', fault: { kind: 'status', status, body } });
    const result = await compare();
    expect(result).toMatchObject({ verdict: 'unmeasured', notCompared: [{ reason, subject }] });
    expect(result.notCompared[0]?.detail).toContain(message);
  });

  it('is unmeasured where an object changes between reading and asking', async () => {
    under().cluster.admit((object) => ({ ...object, metadata: { ...object.metadata, resourceVersion: '999999' } }));
    expect((await compare()).notCompared).toMatchObject([{ reason: 'expired' }]);
  });

  it('asks for none with credentials that name nobody', async () => {
    const stranger = clientOf(connectionTo(under().cluster));
    const result = await scan(stranger, tree.folder, {
      namespaces: ['shop'],
      dryRuns: () => createDryRuns(stranger, async () => null),
    });
    stranger.close();
    expect(result.notCompared).toMatchObject([{ reason: 'refused', subject: 'dry runs' }]);
    expect(patched()).toEqual([]);
  });
});
