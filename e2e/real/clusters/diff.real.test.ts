import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkTree, type TestWorkTree } from '#lib/clusters/testing/work-tree.ts';
import { kubeconfigText } from '#lib/kubernetes/testing/kubeconfig.ts';
import { ROOT } from '#scripts/stack/root.ts';
import { serversAvailable } from '../servers/available.ts';
import { kubectl } from '../servers/kubectl.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { KUSTOMIZATION, SETTINGS, SHOP } from './fleet.ts';
import { clusterDiff, linesOf, reported } from './tidemark.ts';

const MANAGER = 'kustomize-controller';
const READER = join(ROOT, 'deploy/cluster-reader.yaml');

describe.runIf(serversAvailable())('tidemark cluster diff on a real API server', () => {
  let cluster: RealKubernetes;
  let tree: TestWorkTree;

  const run = async (args: readonly string[], input = '') => {
    const { exitCode, output, errors } = await kubectl(cluster, args, input);
    if (exitCode !== 0) throw new Error(`kubectl ${args.join(' ')}: ${errors}`);
    return output;
  };
  const applyAsFlux = (...args: string[]) =>
    run(['apply', '--server-side', '--force-conflicts', `--field-manager=${MANAGER}`, ...args]);
  const shop = () => ['--git', tree.folder, '--path', 'shop', '--manager', MANAGER] as const;

  beforeAll(async () => {
    cluster = await startKubernetes();
    tree = makeWorkTree({
      'shop/all.yaml': SHOP,
      'staging/kustomization.yaml': KUSTOMIZATION,
      'staging/settings.yaml': SETTINGS,
    });
    await run(['create', 'namespace', 'shop']);
    await run(['create', 'namespace', 'staging']);
    await applyAsFlux('-f', join(tree.folder, 'shop'));
    await applyAsFlux('-k', join(tree.folder, 'staging'));
  }, 120_000);
  afterAll(async () => {
    tree?.remove();
    await cluster?.stop();
  });

  it('ends with 0 after git was applied, and shows its help', async () => {
    const { exitCode, stdout, stderr } = await clusterDiff(cluster.kubeconfigPath, ...shop());
    expect({ exitCode, stderr, first: stdout.split('\n')[0] }).toEqual({
      exitCode: 0,
      stderr: '',
      first: 'As git says: 7 objects compared, none differs from git.',
    });
    expect((await clusterDiff(cluster.kubeconfigPath, '--help')).stdout).toContain(
      'Examples:\n  tidemark cluster diff',
    );
  });

  it('builds what has a kustomization', async () => {
    const options = ['--git', tree.folder, '--path', 'staging', '--manager', MANAGER, '--namespace', 'staging'];
    const { exitCode, report } = await reported(cluster.kubeconfigPath, ...options);
    expect({ exitCode, findings: linesOf(report), notCompared: report.notCompared }).toEqual({
      exitCode: 0,
      findings: [],
      notCompared: [],
    });
    expect(report.counts.objects).toBe(2);
  });

  it('ends with 3 as the shipped account, which reads no Secrets, and compares them once it may', async () => {
    await run(['apply', '-f', READER]);
    const token = (await run(['create', 'token', 'tidemark', '--namespace', 'tidemark'])).trim();
    const kubeconfig = join(cluster.folder, 'reader');
    const ca = Buffer.from(cluster.caCertificate).toString('base64');
    const parts = { cluster: { server: cluster.url, 'certificate-authority-data': ca }, user: { token } };
    writeFileSync(kubeconfig, kubeconfigText(parts));
    const options = [...shop(), '--namespace', 'shop'];
    const { exitCode, stdout } = await clusterDiff(kubeconfig, ...options);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(
      /^Not measured: 5 objects compared, none differs from git\. 1 part could not be compared\.\n/,
    );
    expect(stdout).toMatch(
      /- secrets in shop: Git has 1 object there\. .*secrets is forbidden.*Allow get, list and watch/,
    );
    const binding = ['create', 'rolebinding', 'tidemark-secrets', '--namespace', 'shop'];
    await run([...binding, '--clusterrole', 'tidemark-secrets-reader', '--serviceaccount', 'tidemark:tidemark']);
    // The binding itself is not in git.
    const after = async () => {
      const { report } = await reported(kubeconfig, ...options);
      return { findings: linesOf(report), notCompared: report.notCompared };
    };
    const findings = ['extra RoleBinding shop/tidemark-secrets by kubectl-create'];
    await expect.poll(after, { timeout: 30_000 }).toEqual({ findings, notCompared: [] });
  });

  it('ends with 1 after changes by hand, and names each with who made it', async () => {
    const inShop = (...args: string[]) => run([...args, '--namespace', 'shop']);
    await inShop('patch', 'configmap', 'settings', '--patch', '{"data":{"mode":"debug"}}');
    await inShop('label', 'configmap', 'settings', 'by=hand');
    await inShop('set', 'env', 'deployment/web', 'TRACE=1');
    await inShop('patch', 'secret', 'keys', '--patch', '{"stringData":{"token":"other-token"}}');
    await inShop('delete', 'service', 'web');
    await inShop('create', 'configmap', 'left-over', '--from-literal=by=hand');
    await run(['patch', 'clusterrole', 'shop-viewer', '--type=json', '--patch', ADDED_RULE]);
    const { exitCode, report } = await reported(cluster.kubeconfigPath, ...shop());
    expect({ exitCode, findings: linesOf(report) }).toEqual({
      exitCode: 1,
      findings: [
        'modified ClusterRole shop-viewer rules by kubectl-patch',
        'extra ClusterRole tidemark-reader by kubectl-client-side-apply',
        'extra ClusterRole tidemark-secrets-reader by kubectl-client-side-apply',
        'extra ClusterRoleBinding tidemark-reader by kubectl-client-side-apply',
        'extra ConfigMap shop/left-over by kubectl-create',
        'modified ConfigMap shop/settings data.mode by kubectl-patch',
        'foreign ConfigMap shop/settings metadata.labels.by by kubectl-label',
        'foreign Deployment shop/web spec.template.spec.containers[name="web"].env[name="TRACE"] by kubectl-set',
        'extra RoleBinding shop/tidemark-secrets by kubectl-create',
        'modified Secret shop/keys data.token by kubectl-patch',
        'missing Service shop/web',
      ],
    });
    expect(report.findings.find(({ path }) => path === 'data.mode')).toMatchObject({
      git: { shown: 'live' },
      live: { shown: 'debug' },
      operation: 'Update',
      file: 'shop/all.yaml',
      time: expect.stringMatching(/^\d{4}-/),
    });
    const { exitCode: again, stdout } = await clusterDiff(cluster.kubeconfigPath, ...shop());
    expect(again).toBe(1);
    expect(stdout).toContain('data.token: (hidden) → (hidden)  (kubectl-patch: Update, ');
    expect(stdout + JSON.stringify(report)).not.toMatch(/original-token|other-token|b3RoZXIt|b3JpZ2lu/);
  });

  it('ends with 3 while the API server is down', async () => {
    await cluster.stopApiServer();
    const { exitCode, stdout } = await clusterDiff(cluster.kubeconfigPath, ...shop());
    expect({ exitCode, first: stdout.split('\n')[0] }).toEqual({
      exitCode: 3,
      first: expect.stringMatching(/^Not measured: Nothing was compared\. Cluster .*connection refused/),
    });
  });
});

/** One more rule at the end. */
const ADDED_RULE = JSON.stringify([
  { op: 'add', path: '/rules/-', value: { apiGroups: [''], resources: ['secrets'], verbs: ['get'] } },
]);
