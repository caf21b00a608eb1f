import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkTree, type TestWorkTree } from '#lib/clusters/testing/work-tree.ts';
import { kubeconfigText } from '#lib/kubernetes/testing/kubeconfig.ts';
import { linesOf, reported } from '../clusters/tidemark.ts';
import { serversAvailable } from '../servers/available.ts';
import { kubectl } from '../servers/kubectl.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';

const MANAGER = 'kustomize-controller';
const ACCOUNT = 'system:serviceaccount:tidemark:tidemark';

const SHOP = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { mode: live }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - { name: web, image: 'registry.example/web:1', resources: { limits: { cpu: 1000m, memory: 1024Mi } } }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: shop }
rules: [{ apiGroups: [''], resources: [pods], verbs: [get] }]
`;

/** Labels each ConfigMap of the shop, as a mutating webhook that came after git was applied. */
const LABELLER = `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicy
metadata: { name: team }
spec:
  failurePolicy: Fail
  reinvocationPolicy: Never
  matchConstraints:
    resourceRules:
      - { apiGroups: [''], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps] }
  matchConditions: [{ name: shop, expression: "object.metadata.?namespace.orValue('') == 'shop'" }]
  mutations:
    - patchType: ApplyConfiguration
      applyConfiguration:
        expression: "Object{metadata: Object.metadata{labels: {'team': 'shop'}}}"
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicyBinding
metadata: { name: team }
spec: { policyName: team }
`;

describe.runIf(serversAvailable())('a comparison with dry runs on a real API server', () => {
  let cluster: RealKubernetes;
  let tree: TestWorkTree;
  let kubeconfig: string;

  const run = async (args: readonly string[], input = '') => {
    const { exitCode, output, errors } = await kubectl(cluster, args, input);
    if (exitCode !== 0) throw new Error(`kubectl ${args.join(' ')}: ${errors}`);
    return output;
  };
  const applyShipped = (name: string) =>
    run(['apply', '-f', '-'], readFileSync(new URL(`../../../deploy/${name}`, import.meta.url), 'utf8'));
  const compare = async (...more: string[]) => {
    const options = ['--git', tree.folder, '--path', 'shop', '--manager', MANAGER, '--namespace', 'shop', ...more];
    const { exitCode, report } = await reported(kubeconfig, ...options);
    return { exitCode, report, findings: linesOf(report), left: report.notCompared.map(({ subject }) => subject) };
  };
  /** Versions of everything that could have been written to. */
  const versions = () =>
    run([
      'get',
      'configmaps,deployments,roles',
      '--all-namespaces',
      '-o',
      'custom-columns=:.metadata.uid,:.metadata.resourceVersion',
    ]);

  beforeAll(async () => {
    cluster = await startKubernetes();
    tree = makeWorkTree({ 'shop/all.yaml': SHOP });
    await run(['create', 'namespace', 'shop']);
    await run(['apply', '--server-side', `--field-manager=${MANAGER}`, '-f', '-'], SHOP);
    await applyShipped('cluster-reader.yaml');
    const token = (await run(['create', 'token', 'tidemark', '--namespace', 'tidemark'])).trim();
    const ca = Buffer.from(cluster.caCertificate).toString('base64');
    kubeconfig = join(cluster.folder, 'reader');
    const parts = { cluster: { server: cluster.url, 'certificate-authority-data': ca }, user: { token } };
    writeFileSync(kubeconfig, kubeconfigText(parts));
  }, 120_000);
  afterAll(async () => {
    tree?.remove();
    await cluster?.stop();
  });

  it('is refused without the admission policy, even with the right to patch', async () => {
    const before = await versions();
    const binding = ['create', 'clusterrolebinding', 'may-patch', '--clusterrole', 'cluster-admin'];
    await run([...binding, '--serviceaccount', 'tidemark:tidemark']);
    const { exitCode, findings, report } = await compare('--dry-run');
    expect({ exitCode, findings, left: report.notCompared }).toMatchObject({
      exitCode: 3,
      findings: [],
      left: [{ reason: 'refused', subject: 'dry runs', detail: expect.stringContaining('no admission policy') }],
    });
    await run(['delete', 'clusterrolebinding', 'may-patch']);
    expect(await versions()).toBe(before);
  });

  it('is not made with the policy but without the role, and says which right is missing', async () => {
    await applyShipped('dry-run-admission-policy.yaml');
    const { exitCode, left, report } = await compare('--dry-run');
    expect({ exitCode, left }).toEqual({
      exitCode: 3,
      left: ['dry run of configmaps in shop', 'dry run of deployments.apps in shop'],
    });
    expect(report.notCompared[0]?.detail).toContain(`User "${ACCOUNT}" cannot patch resource "configmaps"`);
  });

  describe('with the policy and the role', () => {
    beforeAll(async () => {
      const binding = ['create', 'clusterrolebinding', 'tidemark-dry-run', '--clusterrole', 'tidemark-dry-run'];
      await run([...binding, '--serviceaccount', 'tidemark:tidemark']);
    });

    it('is quiet on defaults and other spellings, and changes nothing', async () => {
      const before = await versions();
      await expect.poll(async () => (await compare('--dry-run')).left, { timeout: 20_000 }).toEqual([]);
      const { exitCode, findings } = await compare('--dry-run');
      expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
      expect(await versions()).toBe(before);
    });

    it('finds what admission would add to git’s object, which reading does not see', async () => {
      await run(['apply', '-f', '-'], LABELLER);
      const before = await versions();
      const found = ['missing ConfigMap shop/settings metadata.labels.team'];
      for (let tries = 0; tries < 100 && (await compare('--dry-run')).findings.length === 0; tries += 1)
        await sleep(200);
      const { exitCode, findings, report } = await compare('--dry-run');
      expect({ exitCode, findings }).toEqual({ exitCode: 1, findings: found });
      expect(report.findings).toMatchObject([{ dryRun: true, git: { shown: 'shop' }, manager: null }]);
      expect(await compare()).toMatchObject({ exitCode: 0, findings: [] });
      expect(await versions()).toBe(before);
    });

    it('keeps what reading finds, and adds nothing at the same place', async () => {
      await run([
        'patch',
        'configmap',
        'settings',
        '--namespace',
        'shop',
        '--patch',
        '{"data":{"mode":"debug","trace":"1"}}',
      ]);
      const read = (await compare()).findings;
      expect(read).toEqual([
        'modified ConfigMap shop/settings data.mode by kubectl-patch',
        'foreign ConfigMap shop/settings data.trace by kubectl-patch',
      ]);
      expect((await compare('--dry-run')).findings).toEqual(read);
    });

    it('does not call clean what the cluster would not take', async () => {
      // The selector of a Deployment cannot be changed: git's object would be refused.
      const other = makeWorkTree({ 'shop/all.yaml': SHOP.replaceAll('app: web', 'app: other') });
      const options = [
        '--git',
        other.folder,
        '--path',
        'shop',
        '--manager',
        MANAGER,
        '--namespace',
        'shop',
        '--dry-run',
      ];
      const { report } = await reported(kubeconfig, ...options);
      other.remove();
      expect(report.notCompared).toMatchObject([
        {
          reason: 'refused',
          subject: 'dry run of deployments.apps shop/web',
          detail: expect.stringContaining('immutable'),
        },
      ]);
    });
  });
});
