import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { DEMO_CLUSTER_TOKEN } from '#demo/cluster/server.ts';
import { clusterReport } from '#lib/clusters/report/format.ts';
import { bring } from '#lib/clusters/testing/scan.ts';
import { makeWorkTree, type TestWorkTree } from '#lib/clusters/testing/work-tree.ts';
import { entryOf } from '#lib/kubernetes/testing/applied.ts';
import { kubeconfigText } from '#lib/kubernetes/testing/kubeconfig.ts';
import { configMap } from '#lib/kubernetes/testing/objects.ts';
import { runStandIn } from '#lib/kubernetes/testing/stand-in.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { makeGitServer } from '#lib/testing/git-server.ts';
import { run } from './main.ts';
import { runCaptured, worldForTests } from './testing.ts';
import { StopError } from './world.ts';

const RATES = configMap('shop', 'rates');
const KEYS: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'keys', namespace: 'shop' },
  data: { token: 'b3JpZ2luYWw=' },
};
const FILES = { 'apps/all.yaml': `${stringify(RATES)}---\n${stringify(KEYS)}` };

describe('tidemark cluster diff', () => {
  const under = runStandIn([]);
  const folder = temporaryFolder('diff');
  const kubeconfig = join(folder, 'kubeconfig');
  let tree: TestWorkTree;
  beforeAll(() => {
    tree = makeWorkTree(FILES);
  });
  afterAll(() => {
    tree.remove();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    for (const object of [RATES, KEYS]) await bring(under(), object);
  });

  const diff = (options: readonly string[] = [], token = DEMO_CLUSTER_TOKEN, git = tree.folder) => {
    writeFileSync(kubeconfig, kubeconfigText({ cluster: { server: under().cluster.url }, user: { token } }));
    const given = ['--kubeconfig', kubeconfig, '--git', git, '--path', 'apps', '--manager', 'kustomize-controller'];
    return runCaptured(['cluster', 'diff', ...given, ...options]);
  };

  it('ends with 0 where the cluster is as git says', async () => {
    const { exitCode, stdout, stderr } = await diff();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^As git says: 2 objects compared, none differs from git\.\n/);
    expect(stdout).toMatch(
      /\n2 objects of git in 1 namespace: no findings\. .*, Kubernetes v1\.36\.3\.\n {2}apps at [0-9a-f]{12}\n$/,
    );
  });

  it('leaves nothing behind when it is stopped', async () => {
    const server = makeGitServer(FILES);
    writeFileSync(
      kubeconfig,
      kubeconfigText({ cluster: { server: under().cluster.url }, user: { token: DEMO_CLUSTER_TOKEN } }),
    );
    const stop = new AbortController();
    const told: string[] = [];
    let checkouts: string[] = [];
    const world = worldForTests(
      {},
      {
        stopSignal: () => stop.signal,
        stderr: { write: (text) => told.push(text) },
        // The time is asked for while the files of git are being taken out.
        now: () => {
          checkouts = ownCheckouts();
          if (checkouts.length > 0) stop.abort(new StopError());
          return new Date();
        },
      },
    );
    const given = ['--kubeconfig', kubeconfig, '--git', server.url, '--path', 'apps'];
    expect(await run(['cluster', 'diff', ...given], world)).toBe(130);
    expect(told).toEqual(['tidemark: stopped before the end; nothing is reported.\n']);
    expect(checkouts).toHaveLength(1);
    expect(ownCheckouts()).toEqual([]);
  });

  it('is refused a folder outside the repository', async () => {
    const { exitCode, stderr } = await runCaptured(['cluster', 'diff', '--path', '../apps']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'tidemark: --path begins at the top of the repository: write it without "..".\n',
    });
  });

  it('reads a repository that has to be fetched', async () => {
    const server = makeGitServer(FILES);
    expect(await diff([], DEMO_CLUSTER_TOKEN, server.url)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await diff(['--branch', 'none'], DEMO_CLUSTER_TOKEN, server.url)).toMatchObject({ exitCode: 2, stdout: '' });
    server.remove();
  });

  it('prints a line for each finding, with neither control characters nor secrets, and ends with 1', async () => {
    const edit = entryOf('kubectl-edit', 'Update', { 'f:data': { 'f:debug': {} } }, 'v1');
    const data = { key: 'value', debug: '\u001b[31mred\u202e' };
    await bring(under(), RATES, (live) => ({ ...live, data }), [edit]);
    await bring(under(), KEYS, (live) => ({ ...live, data: { token: 'b3RoZXI=' } }));
    under().cluster.put(configMap('shop', 'left-over'));
    const { exitCode, stdout } = await diff();
    expect(exitCode).toBe(1);
    expect(stdout.split('\n').slice(0, 5)).toEqual([
      'Drifted: 3 findings on 3 objects.',
      '',
      'extra           ConfigMap shop/left-over  not in git',
      'foreign         ConfigMap shop/rates  data.debug: (nothing) → "\\u001b[31mred\\u202e"  (kubectl-edit: Update, 2026-01-01T00:00:00Z)  apps/all.yaml',
      'modified        Secret shop/keys  data.token: (hidden) → (hidden)  (kustomize-controller: Apply, 2026-01-01T00:00:00Z)  apps/all.yaml',
    ]);
    expect(stdout).toContain('2 objects of git in 1 namespace: 1 modified, 1 foreign, 1 extra on 3 objects.');
    expect(stdout).not.toMatch(/b3JpZ2luYWw=|b3RoZXI=/);
  });

  it('prints JSON of a described form', async () => {
    under().cluster.remove(RATES);
    const { exitCode, stdout } = await diff(['--json']);
    expect(exitCode).toBe(1);
    const report = clusterReport.parse(JSON.parse(stdout));
    expect(report).toMatchObject({
      format: 1,
      verdict: 'drifted',
      findings: [{ kind: 'missing', object: { kind: 'ConfigMap', namespace: 'shop', name: 'rates' }, path: '' }],
      counts: { objects: 2, drifted: 1, findings: { missing: 1, extra: 0 } },
      namespaces: [{ namespace: 'shop', objects: 2, drifted: 1 }],
    });
  });

  it('ends with 3 where nothing was found, but not all could be compared', async () => {
    under().cluster.addAccount('restricted', { plural: 'secrets' });
    const { exitCode, stdout } = await diff([], 'restricted');
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(
      /^Not measured: 1 object compared, none differs from git\. 1 part could not be compared\.\n/,
    );
    expect(stdout).toMatch(/\nNot compared\n {2}- secrets in shop: Git has 1 object there\. .*secrets is forbidden/);
  });

  it('ends with 3 where the cluster does not answer', async () => {
    await under().cluster.close();
    expect(await diff()).toMatchObject({ exitCode: 3, stdout: expect.stringContaining('the cluster: ') });
  });

  it.each<[string, readonly string[], RegExp]>([
    ['no such kubeconfig', ['--kubeconfig', '/nowhere/config'], /cannot be read/],
    ['no such context', ['--context', 'none'], /has no context "none"/],
    ['a folder of two repositories', ['--git', '/nowhere/fleet'], /--path lies in one repository/],
    ['no such branch', ['--branch', 'none'], /has no commit none/],
  ])('ends with 2: %s', async (_, options, said) => {
    expect(await diff(options)).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(said) });
  });

  it('ends with 2 where there is no such repository', async () => {
    const result = await diff([], DEMO_CLUSTER_TOKEN, '/nowhere/fleet');
    expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('There is no folder /nowhere/fleet') });
  });

  it('ends with 2 where a manager is named for nothing', async () => {
    const { exitCode, stderr } = await runCaptured(['cluster', 'diff', '--manager', 'helm']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'tidemark: --manager says how --path is applied: give both.\n',
    });
  });

  it.each([[['cluster']], [['cluster', 'diff']]])('has help with examples for %j', async (argv) => {
    const { exitCode, stdout } = await runCaptured([...argv, '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}tidemark cluster /);
  });
});

/** Folders of this process with files of git. */
function ownCheckouts(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`tidemark-checkout-${process.pid}-`));
}
