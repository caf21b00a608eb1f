import { beforeAll, expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database.ts';
import {
  makeCluster,
  makeDriftObject,
  makeFinding,
  makeFlagSource,
  makeIgnoreRule,
  makeOccurrence,
} from '#lib/testing/drift-factories.ts';
import { minutesLater } from '#lib/testing/drift-sightings.ts';
import { makeUser, TEST_NOW } from '#lib/testing/factories.ts';
import { readDriftFacts } from './drift-facts.ts';
import { readMetricFacts } from './facts.ts';
import { renderMetrics } from './render.ts';

const database = testDatabase();
const POLICY = { group: 'kyverno.io', kind: 'ClusterPolicy', namespace: '', channel: 'config' } as const;

let lines: string[];

beforeAll(async () => {
  const { db } = database;
  const times = { comparedAt: minutesLater(-60), checkedAt: minutesLater(-1), createdAt: minutesLater(-600) };
  const prod = await makeCluster(db, { name: 'prod', verdict: 'drifted', ...times });
  const { id: otherId } = await makeCluster(db, { name: 'new', createdAt: minutesLater(-10) });
  await makeCluster(db, { name: 'off', enabled: false });
  const { id: clusterId } = prod;
  const scan = { clusterId, trigger: 'schedule', cause: 'daily' } as const;
  const finished = { status: 'finished', startedAt: minutesLater(-61), finishedAt: minutesLater(-60) } as const;
  const notCompared = [{ reason: 'forbidden', subject: 'secrets', detail: '.' }];
  await db.clusterScan.create({ data: { ...scan, ...finished, verdict: 'drifted', objects: 40, notCompared } });
  await db.clusterScan.create({ data: { ...scan, status: 'failed', finishedAt: TEST_NOW, reason: 'Down.' } });
  const rule = await makeIgnoreRule(db, { ownerId: (await makeUser(db)).id });
  const findings = [makeFinding(), makeFinding({ kind: 'foreign' }), makeFinding({ ignoredBy: rule.id })];
  const web = await makeDriftObject(db, { clusterId, name: 'web', findings });
  await makeOccurrence(db, web.id, { correctedAt: TEST_NOW });
  await makeOccurrence(db, web.id);
  const elsewhere = await makeDriftObject(db, { clusterId: otherId, name: 'web', state: 'clean' });
  await makeOccurrence(db, elsewhere.id, { correctedAt: TEST_NOW });
  await makeDriftObject(db, { clusterId, name: 'quiet', state: 'ignored' });
  await makeDriftObject(db, { clusterId, ...POLICY, name: 'signed' });
  await makeDriftObject(db, { clusterId, ...POLICY, name: 'limits', state: 'clean' });
  const exception = { ...POLICY, kind: 'PolicyException', namespace: 'shop' };
  await makeDriftObject(db, { clusterId, ...exception, name: 'legacy' });
  const flagd = await makeFlagSource(db, {
    name: 'flags',
    flags: 12,
    verdict: 'drifted',
    comparedAt: minutesLater(-2),
  });
  const flag = { channel: 'config', group: 'flagd', kind: 'Flag', namespace: '', name: 'checkout' } as const;
  const drifted = await makeDriftObject(db, { flagSourceId: flagd.id, ...flag });
  await makeOccurrence(db, drifted.id);
  lines = (await renderMetrics(await readMetricFacts(db, TEST_NOW))).text.split('\n');
});

it.each([
  'kustomize_controller_drift_total{resource="Deployment/web",namespace="shop"} 3',
  'kyverno_policy_hash_mismatch{policy="signed"} 1',
  'kyverno_policy_hash_mismatch{policy="limits"} 0',
  'kyverno_policy_hash_mismatch{policy="shop/legacy"} 1',
  'tidemark_cluster_verdict{cluster="prod",verdict="drifted"} 1',
  'tidemark_cluster_verdict{cluster="prod",verdict="stable"} 0',
  'tidemark_cluster_checked_age_seconds{cluster="prod"} 60',
  'tidemark_cluster_compared_age_seconds{cluster="prod"} 3600',
  'tidemark_cluster_checked_age_seconds{cluster="new"} 600',
  'tidemark_cluster_comparisons_total{cluster="prod",verdict="drifted"} 1',
  'tidemark_cluster_comparisons_total{cluster="prod",verdict="failed"} 1',
  'tidemark_cluster_objects_compared{cluster="prod"} 40',
  'tidemark_cluster_not_compared{cluster="prod"} 1',
  'tidemark_cluster_comparison_duration_seconds{cluster="prod"} 60',
  'tidemark_cluster_findings{cluster="prod",kind="foreign"} 1',
  'tidemark_cluster_findings{cluster="prod",kind="modified"} 3',
  'tidemark_cluster_findings{cluster="new",kind="modified"} 0',
  'tidemark_cluster_drifted_objects{cluster="prod",state="drifted"} 3',
  'tidemark_cluster_drifted_objects{cluster="prod",state="ignored"} 1',
  'tidemark_flags_compared{source="flags"} 12',
  'tidemark_flags_drifted{source="flags"} 1',
  'tidemark_flags_not_compared{source="flags"} 0',
  'tidemark_flags_compared_age_seconds{source="flags"} 120',
])('%s', (line) => {
  expect(lines).toContain(line);
});

it('is silent of what is not known, of clusters that are off and of flags as objects', () => {
  const silent = /"off"|Flag\/checkout|verdict\{cluster="new"|objects_compared\{cluster="new"/;
  expect(lines.filter((line) => silent.test(line))).toEqual([]);
});

it('sums the drifts of objects beyond a number, and none of those that have a series ever loses it', async () => {
  const { db } = database;
  const { clusterId } = await db.driftObject.findFirstOrThrow({ where: { name: 'quiet' } });
  expect(await readDriftFacts(db, 1)).toMatchObject({ objects: [{ resource: 'Deployment/web', count: 3 }], others: 0 });
  // Known for longer, and drifting for the first time.
  const { id } = await db.driftObject.findFirstOrThrow({ where: { name: 'quiet' } });
  await makeOccurrence(db, id);
  const late = await makeDriftObject(db, { clusterId, name: 'late' });
  await makeOccurrence(db, late.id);
  expect(await readDriftFacts(db, 1)).toMatchObject({ objects: [{ resource: 'Deployment/web', count: 3 }], others: 2 });
  const { text } = await renderMetrics({
    ...(await readMetricFacts(db, TEST_NOW)),
    drift: await readDriftFacts(db, 1),
  });
  expect(text).toContain('kustomize_controller_drift_total{resource="others",namespace=""} 2');
});
