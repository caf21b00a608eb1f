import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { ClusterReport } from '#lib/clusters/report/format.ts';
import { makeWorkTree, type TestWorkTree } from '#lib/clusters/testing/work-tree.ts';
import { withHelmMetadata } from '#lib/gitops/helm/metadata.ts';
import { TEST_PLAN } from '#lib/gitops/helm/testing/plan.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { reported } from '../clusters/tidemark.ts';
import { type Verdict, verdictTable } from '../compare/verdicts.ts';
import { serversAvailable } from '../servers/available.ts';
import { applyCrds } from '../servers/definitions.ts';
import { kubectl } from '../servers/kubectl.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { chartFiles, NEXT, UNSTEADY } from './chart.ts';
import { StandInHelmController, type WAYS } from './controller.ts';
import { driftsIn } from './drifts.ts';
import { ADDRESS, FLUX_NAMESPACE } from './flux-objects.ts';

type Way = keyof typeof WAYS;

const NAMES = ['helm-3', 'updated', 'applied'] as const satisfies Way[];
const OBJECTS_OF_CHART = 7;

const inGit = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`charts/web/${path}`, text]));

/** Each test goes on from the one before. */
describe.runIf(serversAvailable())('charts of HelmReleases on a real API server', { timeout: 180_000 }, () => {
  let cluster: RealKubernetes;
  let tree: TestWorkTree;
  let controller: StandInHelmController;
  let next: string;

  beforeAll(async () => {
    tree = makeWorkTree({ 'README.md': 'The fleet.\n' }, ADDRESS);
    cluster = await startKubernetes();
    await applyCrds(cluster, 'flux');
    controller = new StandInHelmController(cluster);
    await controller.flux.putNamespace();
    await controller.flux.putValues('mode: live\n');
  }, 180_000);
  afterAll(async () => {
    tree?.remove();
    await cluster?.stop();
  });

  const compared = async () => {
    const { exitCode, report } = await reported(cluster.kubeconfigPath, '--git', tree.folder);
    const notCompared = report.notCompared.map(({ subject, detail }) => `${subject}: ${detail}`);
    return { exitCode, findings: report.findings.map(lineOf), notCompared, report };
  };
  const CLEAN = { exitCode: 0, findings: [], notCompared: [] };

  async function push(files: Record<string, string>): Promise<string> {
    const commit = tree.commit(inGit(files));
    await controller.flux.putCommit(commit);
    return commit;
  }

  async function installAll(files: Record<string, string>, commit: string): Promise<void> {
    for (const way of NAMES) await controller.install({ name: way, way, files, commit });
  }

  it('are as git says once they are installed', async () => {
    const commit = await push(chartFiles());
    await installAll(chartFiles(), commit);
    const { report, ...rest } = await compared();
    expect(rest).toEqual(CLEAN);
    expect(report.counts.objects).toBe(OBJECTS_OF_CHART * NAMES.length);
    expect(report.sources).toHaveLength(NAMES.length);
    expect(report.sources[0]).toMatchObject({ name: `HelmRelease ${FLUX_NAMESPACE}/applied`, commit });
  });

  it('are not compared while Flux is on its way to the next commit', async () => {
    next = await push(chartFiles(NEXT));
    const { findings, notCompared } = await compared();
    expect(findings).toEqual([]);
    expect(notCompared).toHaveLength(NAMES.length);
    expect(notCompared[0]).toContain(`and git is at ${next.slice(0, 12)}`);
    await controller.flux.putReadiness('applied', 'Unknown');
    expect((await compared()).notCompared[0]).toContain('is being installed or upgraded');
  });

  it('are as git says once they are upgraded', async () => {
    await installAll(chartFiles(NEXT), next);
    const { report: _, ...rest } = await compared();
    expect(rest).toEqual(CLEAN);
  });

  it('are not blamed for values that Flux has not installed yet', async () => {
    await controller.flux.putValues('mode: next\n');
    const { findings, notCompared } = await compared();
    expect(findings).toEqual([]);
    expect(notCompared).toHaveLength(2 * NAMES.length);
    expect(notCompared[0]).toMatch(/^ConfigMap web-settings .* otherwise today than Helm installed it/);
    await controller.flux.putValues('mode: live\n');
    const { report: _, ...rest } = await compared();
    expect(rest).toEqual(CLEAN);
  });

  it('differ where somebody changed them', async () => {
    const verdicts: Verdict[] = [];
    const wanted: string[] = [];
    const drifts = NAMES.flatMap((name) => driftsIn(name).map((drift) => ({ name, ...drift })));
    for (const { name, does } of drifts) {
      const { exitCode, errors } = await kubectl(cluster, [...does, '--namespace', name]);
      if (exitCode !== 0) throw new Error(errors);
    }
    const { exitCode, report } = await compared();
    for (const { name, of, expected } of drifts) {
      const found = report.findings.filter(({ source, object }) => {
        return source === `HelmRelease ${FLUX_NAMESPACE}/${name}` && `${object.kind}/${object.name}` === of;
      });
      const ours = found.map(shortLineOf).join('; ');
      const isSeen = await kubectlSeesDrift(name, of);
      verdicts.push({ case: `${of} of ${name}`, of: expected, ours, isRight: ours === expected, kubectl: isSeen });
      wanted.push(expected);
    }
    console.log(verdictTable('charts of HelmReleases', verdicts));
    expect({ exitCode, ours: verdicts.map(({ ours }) => ours) }).toEqual({ exitCode: 1, ours: wanted });
    expect(report.findings).toHaveLength(wanted.length);
    expect(JSON.stringify(report)).not.toMatch(/original-token|other-token/);
  });

  /** Whether kubectl's server-side diff sees a difference to what Helm installed. */
  async function kubectlSeesDrift(name: string, of: string): Promise<boolean> {
    const installed = parseAllDocuments(await controller.manifest(name)).map(
      (each) => each.toJS() as KubeObject | null,
    );
    const object = installed.find((each) => each !== null && `${each.kind}/${each.metadata.name}` === of);
    if (!object) throw new Error(`Helm has no ${of} of ${name} on record`);
    const release = { ...TEST_PLAN.release, name: 'web', namespace: name };
    const plan = { ...TEST_PLAN, namespace: FLUX_NAMESPACE, name, release, commonMetadata: null };
    const input = JSON.stringify(withHelmMetadata(object, plan));
    const manager = `--field-manager=${name === 'helm-3' ? 'helm' : 'helm-controller'}`;
    const args = ['diff', '--server-side', '--force-conflicts', manager, '--namespace', name, '-f', '-'];
    return (await kubectl(cluster, args, input)).exitCode === 1;
  }

  it('say what is random, and what only a new version would install', async () => {
    const commit = await push(chartFiles(UNSTEADY));
    await controller.install({ name: 'random', way: 'applied', files: chartFiles(UNSTEADY), commit });
    const files = chartFiles();
    await controller.install({ name: 'versioned', way: 'updated', files, commit, reconcileStrategy: 'ChartVersion' });
    const { findings, notCompared } = await compared();
    expect(findings).toEqual([]);
    expect(notCompared).toEqual([
      ...NAMES.toSorted().map((name) => expect.stringContaining(`${name} is installed at version`)),
      expect.stringMatching(/^Secret web-chance \(.*\/random\): .* differently each time/),
      expect.stringMatching(/^Secret web-chance \(.*\/versioned\): .* differently each time/),
      expect.stringMatching(/^Service web \(.*\/versioned\): .* otherwise today than Helm installed it/),
    ]);
    const patch = ['patch', 'configmap', 'web-settings', '--patch', '{"data":{"mode":"debug"}}'];
    for (const name of ['random', 'versioned']) await kubectl(cluster, [...patch, '--namespace', name]);
    const modified = 'ConfigMap/web-settings modified data.mode by kubectl-patch';
    expect((await compared()).findings).toEqual([modified, modified]);
  });
});

function lineOf(finding: ClusterReport['findings'][number]): string {
  return `${finding.object.kind}/${finding.object.name} ${shortLineOf(finding)}`;
}

function shortLineOf({ kind, path, manager }: ClusterReport['findings'][number]): string {
  return [kind, path, manager === null ? '' : `by ${manager}`].filter((part) => part !== '').join(' ');
}
