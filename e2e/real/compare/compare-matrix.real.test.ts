import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findExtras } from '#lib/kubernetes/compare/extras/find-extras.ts';
import type { ObjectComparison } from '#lib/kubernetes/compare/types.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { objectIn } from '#lib/kubernetes/values/json.ts';
import { invariant } from '#lib/platform/errors.ts';
import { serversAvailable } from '../servers/available.ts';
import { applyCrds } from '../servers/definitions.ts';
import { startKubernetes } from '../servers/kubernetes.ts';
import { demand } from '../servers/start/api.ts';
import { allObjects } from './all-objects.ts';
import { CLEAN_CASES } from './clean-cases.ts';
import { CONFIGURATION } from './drifts/configuration.ts';
import { CONTAINERS } from './drifts/containers.ts';
import { CUSTOM } from './drifts/custom.ts';
import { NETWORK } from './drifts/network.ts';
import { POLICY } from './drifts/policy.ts';
import { WORKLOADS } from './drifts/workloads.ts';
import { GIVEN } from './given.ts';
import { Bench, GITOPS, NAMESPACE, type Way } from './subject.ts';
import { TAMPERINGS } from './tampering.ts';
import { type Verdict, verdictTable } from './verdicts.ts';

const DRIFTS = [...CONTAINERS, ...WORKLOADS, ...NETWORK, ...CONFIGURATION, ...POLICY, ...CUSTOM];

const DRIFT_OF_GIT = 'drift after server-side apply';

/** A busy machine takes its time for a server with all definitions. */
const START_TIMEOUT_MS = 300_000;

const WAYS: readonly Way[] = ['server-side apply', 'create', 'client-side apply'];

describe.runIf(serversAvailable())('comparison with a real API server', () => {
  let bench: Bench;
  let made = 0;
  const tables = new Map<string, Verdict[]>();

  beforeAll(async () => {
    bench = new Bench(await startKubernetes());
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
    demand(await bench.cluster.api('POST', '/api/v1/namespaces', { body }), NAMESPACE);
    await Promise.all([applyCrds(bench.cluster, 'flux'), applyCrds(bench.cluster, 'kyverno')]);
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    for (const [title, verdicts] of tables) console.log(verdictTable(title, verdicts));
    await bench.cluster.stop();
  });

  /** An object of git under a name of its own, so that cases do not meet. */
  function fresh(id: string): KubeObject {
    const object = GIVEN.get(id);
    invariant(object, `${id} is given`);
    made++;
    return { ...object, metadata: { ...object.metadata, name: `${object.metadata.name}-${made}` } };
  }

  async function note(title: string, name: string, of: string, ours: string, wanted: string, object: KubeObject) {
    const verdicts = tables.get(title) ?? [];
    tables.set(title, verdicts);
    // Objects that kubectl itself created have other owners: its verdict is asked for once.
    const kubectl = title.startsWith('drift') && title !== DRIFT_OF_GIT ? null : await bench.kubectlSeesDrift(object);
    verdicts.push({ case: name, of, ours: ours || 'clean', isRight: ours === wanted, kubectl });
  }

  describe.each(WAYS)('after %s', (way) => {
    it.each([...GIVEN.keys()])('%s is clean', async (id) => {
      const object = fresh(id);
      await bench.bring(object, way);
      const comparison = await bench.compare(object, { gitopsManager: managerOf(way) });
      const verdicts = tables.get('clean') ?? [];
      tables.set('clean', verdicts);
      const ours = textOf(comparison) || 'clean';
      verdicts.push({ case: way, of: id, ours, isRight: ours === 'clean', kubectl: null });
      expect(comparison.findings).toEqual([]);
      expect(comparison.liveHash).toBe(comparison.expectedHash);
    });
  });

  it.each(CLEAN_CASES)('$name: no finding', async ({ name, of, happens, asInGit, facts }) => {
    const object = fresh(of);
    await bench.bring(object, 'server-side apply');
    await happens(bench, object);
    const expected = asInGit?.(object) ?? object;
    const comparison = await bench.compare(expected, facts);
    await note('everyday events', name, of, textOf(comparison), '', expected);
    expect(comparison.findings).toEqual([]);
  });

  describe.each(WAYS)('changed after %s', (way) => {
    it.each(DRIFTS)('$name of $of is found', async ({ name, of, manager, patch, subresource, expected }) => {
      const object = fresh(of);
      await bench.bring(object, way);
      await bench.patch(object, patch, manager, subresource);
      const comparison = await bench.compare(object, { gitopsManager: managerOf(way) });
      const found = comparison.findings.map(({ kind, path, writer }) => ({
        kind,
        path,
        manager: writer?.manager ?? null,
      }));
      const wanted = expected.map((finding) => lineOf(finding.kind, finding.path, finding.manager)).join('; ');
      await note(`drift after ${way}`, name, of, textOf(comparison), wanted, object);
      expect(found).toEqual(expected);
      expect(comparison.liveHash).not.toBe(comparison.expectedHash);
      if (object.kind === 'Secret')
        expect(JSON.stringify(comparison)).not.toMatch(/original-token|b3RoZXI=|YWJj|b3JpZ2/);
    });
  });

  it('reads changes that were made at another version', async () => {
    const object = fresh('HorizontalPodAutoscaler/web');
    const { metrics: _metrics, ...spec } = objectIn(object, 'spec');
    const bare = { ...object, spec };
    await bench.bring(bare, 'server-side apply');
    await bench.patch(
      { ...bare, apiVersion: 'autoscaling/v1' },
      { spec: { targetCPUUtilizationPercentage: 33 } },
      'kubectl-autoscale',
    );
    const comparison = await bench.compare(bare);
    expect(textOf(comparison)).toBe('foreign spec.metrics by kubectl-autoscale');
  });

  it('calls nothing extra that a new cluster has by itself', async () => {
    await using empty = await startKubernetes();
    const live = await allObjects(empty);
    expect(live.length).toBeGreaterThan(100);
    expect(findExtras({ live, expected: [], otherOwners: [] })).toEqual([]);
  });

  it.each(TAMPERINGS)('$name: told', async ({ name, of, happens, expected, facts }) => {
    const object = fresh(of);
    await bench.bring(object, 'server-side apply');
    const uid = String((await bench.live(object))?.metadata.uid);
    await happens(bench, object);
    const { findings } = await bench.compare(object, facts?.(uid));
    const ours = findings.map(({ kind, path }) => `${kind} ${path}`);
    await note('tampering', name, of, ours.join('; '), expected.join('; '), object);
    expect(ours).toEqual(expected);
  });
});

/** Git's manager is known only where it applies server-side. */
const managerOf = (way: Way) => (way === 'server-side apply' ? GITOPS : null);

function textOf({ findings }: ObjectComparison): string {
  return findings.map(({ kind, path, writer }) => lineOf(kind, path, writer?.manager ?? null)).join('; ');
}

function lineOf(kind: string, path: string, manager: string | null): string {
  return `${kind} ${path} by ${manager ?? 'nobody on record'}`;
}
