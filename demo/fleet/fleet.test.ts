import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareFlags } from '#lib/channels/config/flags/compare.ts';
import { remoteRepository } from '#lib/clusters/repositories/remote-repository.ts';
import { scanCluster } from '#lib/clusters/scan-cluster.ts';
import { linesOf } from '#lib/clusters/testing/scan.ts';
import { fetchFrom, readTexts } from '#lib/flagd/testing/flags.ts';
import { allOf, clientOf, going, kindOf } from '#lib/kubernetes/testing/reading.ts';
import { connectionTo } from '#lib/kubernetes/testing/stand-in.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { type DemoFleet, startDemoFleet } from './fleet.ts';
import { shippedFiles } from './history.ts';
import { readFleet } from './recorded.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

/** Flag files of the shipped repository. */
function flagFiles(): Record<string, string> {
  const files = Object.entries(shippedFiles()).filter(([path]) => path.startsWith('feature-flags/'));
  return Object.fromEntries(files.map(([path, text]) => [path.slice('feature-flags/'.length), text]));
}

describe('the demo fleet', () => {
  const folder = temporaryFolder('fleet');
  let fleet: DemoFleet;
  beforeAll(async () => {
    fleet = await startDemoFleet({ folder, now: () => NOW });
  });
  afterAll(async () => {
    await fleet.close();
    rmSync(folder, { recursive: true });
  });

  async function events(): Promise<string[]> {
    const client = clientOf(connectionTo(fleet.cluster));
    const { objects } = await allOf(client.list(await kindOf(client, 'events'), { signal: going }));
    client.close();
    return objects.map(({ message }) => String(message));
  }

  async function scanned() {
    const now = () => NOW;
    const client = clientOf(connectionTo(fleet.cluster));
    const { url } = fleet.repository;
    const repository = remoteRepository({ name: 'demo-fleet', url, branch: null, now, clones: folder });
    const deps = { client, repositories: [repository], tools: { kustomize: null, helm: null }, now };
    try {
      return await scanCluster(
        deps,
        { folders: [], withFlux: true, namespaces: null, isStrict: false },
        { signal: going },
      );
    } finally {
      client.close();
    }
  }

  it('was recorded with the repository that is shipped', () => {
    expect(readFleet().commit).toBe(fleet.repository.commit);
  });

  it('differs from git by what people did, and by nothing else', async () => {
    const result = await scanned();
    expect(linesOf(result)).toEqual([
      'modified ClusterPolicy/known-registries spec.rules[0].validate.failureAction',
      'stale ConfigMap/gateway data.retries',
      'modified ConfigMap/support-agent data.MAX_REFUND_EUR',
      'ownership-lost CronJob/trace-export metadata.managedFields',
      'extra Deployment/toolbox',
      'missing PodDisruptionBudget/support-agent',
      'missing Role/session-reader rules[0].resourceNames',
      'modified Role/session-reader rules[0].verbs',
      'foreign Deployment/ledger spec.template.spec.containers[name="ledger"].env[name="SKIP_FRAUD_CHECK"]',
      'modified NetworkPolicy/ledger spec.egress',
    ]);
    expect(result).toMatchObject({ verdict: 'drifted', notCompared: [] });
  });

  it('holds what is no drift: more replicas by an autoscaler, a sidecar of the mesh', () => {
    const { objects } = readFleet();
    const specOf = (name: string) =>
      objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name)?.spec;
    expect(specOf('checkout')).toMatchObject({ replicas: 5 });
    expect(JSON.stringify(specOf('support-agent'))).toContain('mesh-proxy');
  });

  it('serves flags of which one is another and one is more', async () => {
    const live = await fetchFrom(fleet.flagd.syncUrl);
    const git = await readTexts(flagFiles());
    const { flags } = compareFlags(git, live);
    expect(flags.flatMap(({ ref, deltas }) => deltas.map(({ kind }) => `${kind} ${ref.key}`))).toEqual([
      'added express-lane',
      'defaultVariant refund-tool',
    ]);
  });

  it('is as git says once all of it is taken back, which Flux tells of', async () => {
    for (const { name } of fleet.drifts()) fleet.setDrift(name, false);
    const result = await scanned();
    expect(linesOf(result)).toEqual([]);
    expect(result).toMatchObject({ verdict: 'stable', notCompared: [] });
    const told = await events();
    expect(told).toContain('Deployment/payments/ledger configured');
    expect(told.filter((message) => message.includes('toolbox'))).toEqual([]);
  });

  it('keeps over a restart what was taken back and made again, and when people came', async () => {
    fleet.setDrift('fraud-check-skipped', true);
    await fleet.close();
    fleet = await startDemoFleet({ folder, now: () => new Date('2027-02-01T00:00:00Z') });
    expect(fleet.drifts().filter(({ isOn }) => isOn)).toMatchObject([{ name: 'fraud-check-skipped' }]);
    const { comparisons } = await scanned();
    const [finding] = comparisons.flatMap(({ findings }) => findings);
    expect(finding?.writer).toMatchObject({ manager: 'kubectl-edit', time: '2026-11-20T20:48:31Z' });
  });
});
