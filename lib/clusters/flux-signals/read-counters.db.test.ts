import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DemoPrometheus, startDemoPrometheus } from '#demo/prometheus/server.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { recordCorrections } from '#lib/drift/record-corrections.ts';
import { going } from '#lib/kubernetes/testing/reading.ts';
import { runStandIn } from '#lib/kubernetes/testing/stand-in.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeCluster } from '#lib/testing/drift-factories.ts';
import { minutesLater } from '#lib/testing/drift-sightings.ts';
import { testContext } from '#lib/testing/factories.ts';
import { sealConnection } from '../registry/open.ts';
import { updateCluster } from '../registry/write.ts';
import { readAllCounters } from './read-counters.ts';

const KEY = Buffer.alloc(32, 7);
const database = testDatabase();
const under = runStandIn([]);

let clusterId: number;
let prometheus: DemoPrometheus;
let lines: string[];
const logged = () => lines.join('');

const drifts = (value: number, labels: Record<string, string> = {}) => ({
  labels: {
    ...{ __name__: 'kustomize_controller_drift_total', job: 'flux', instance: 'a:8080' },
    ...{ resource: 'Role/reader', namespace: 'shop', ...labels },
  },
  value,
});
const contextAt = (minutes: number) => testContext(database.db, SYSTEM_ACTOR, minutesLater(minutes));

async function look(minutes: number): Promise<void> {
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  await readAllCounters({ ctx: contextAt(minutes), key: () => KEY, random: () => 0.5, log }, going);
}
const occurrences = () =>
  database.db.driftOccurrence.findMany({ where: { object: { clusterId } }, include: { object: true } });

beforeEach(async () => {
  lines = [];
  prometheus = await startDemoPrometheus();
  await database.db.cluster.updateMany({ data: { enabled: false } });
  const { url } = under().cluster;
  const data = { access: 'token', server: url, prometheusUrl: `${prometheus.url}/` } as const;
  clusterId = (await makeCluster(database.db, { ...data, encryptedConnection: 'x' })).id;
  const credentials = { kind: 'token', token: 'demo-cluster-token' } as const;
  const connection = { server: url, ca: null, serverName: null, credentials };
  const encryptedConnection = sealConnection(clusterId, connection, KEY);
  await database.db.cluster.update({ where: { id: clusterId }, data: { encryptedConnection } });
});
afterEach(() => prometheus.close());

it('takes a rise that nothing explains as a drift, and nothing of what was counted before the first look', async () => {
  prometheus.scraped(drifts(7));
  await look(0);
  await look(1);
  expect(await occurrences()).toEqual([]);
  prometheus.scraped(drifts(9));
  await look(10);
  await look(11);
  expect(await occurrences()).toMatchObject([
    {
      origin: 'flux',
      note: 'Prometheus: Role/reader drifted 2 times since 2026-05-10T12:01:00.000Z, by kustomize_controller_drift_total',
      firstSeenAt: minutesLater(10),
      correctedAt: minutesLater(10),
      severity: 'P0',
      object: { group: 'rbac.authorization.k8s.io', kind: 'Role', namespace: 'shop', name: 'reader' },
    },
  ]);
});

it('leaves what was told otherwise', async () => {
  prometheus.scraped();
  await look(0);
  const ref = { group: 'rbac.authorization.k8s.io', kind: 'Role', namespace: 'shop', name: 'reader' };
  const told = { clusterId, channel: 'code', ref, isCorrected: true, note: 'Kustomization: Role/shop/reader' } as const;
  await recordCorrections(contextAt(4), [{ ...told, at: minutesLater(4) }]);
  prometheus.scraped(drifts(1));
  await look(5);
  expect(await occurrences()).toHaveLength(1);
  await look(9);
  prometheus.scraped(drifts(2));
  await look(20);
  expect(await occurrences()).toHaveLength(2);
});

it('does not read what Tidemark itself exports', async () => {
  const own = { job: 'tidemark', instance: 'console:3000' };
  await look(0);
  prometheus.scraped(drifts(3, own), { labels: { __name__: 'tidemark_build_info', ...own }, value: 1 });
  await look(10);
  expect(await occurrences()).toEqual([]);
});

it('tells of what it cannot name, and records nothing', async () => {
  await look(0);
  prometheus.scraped(drifts(1, { resource: 'deployments' }), drifts(1, { resource: 'Widget/w' }));
  await look(10);
  expect(await occurrences()).toEqual([]);
  expect(logged()).toContain('Prometheus counts drift of what it does not name');
  expect(JSON.parse(logged())).toMatchObject({ resources: ['deployments', 'Widget/w'] });
});

it.each([
  ['an error', { status: 503, body: 'no' }, /HTTP 503/],
  ['a redirect', { status: 302, headers: { location: 'http://169.254.169.254/' }, body: '' }, /HTTP 302/],
  ['a page', { status: 200, body: '<html>' }, /no JSON/],
  [
    'another shape',
    { status: 200, body: '{"status":"success","data":{"resultType":"matrix","result":[]}}' },
    /not with/,
  ],
  ['too much', { status: 200, body: ' '.repeat(4_000_001) }, /larger than 4 MB/],
  ['nothing', { hangUp: true } as const, /cannot be read/],
])('goes on from where it was after %s', async (_, reply, why) => {
  prometheus.scraped(drifts(1));
  await look(0);
  prometheus.answerWith(reply);
  await look(1);
  expect(logged()).toMatch(why);
  prometheus.answerWith(null);
  prometheus.scraped(drifts(2));
  await look(10);
  expect(await occurrences()).toHaveLength(1);
});

it('takes nothing for news that another Prometheus has counted so far', async () => {
  await look(0);
  prometheus.scraped(drifts(9));
  const data = { prometheusUrl: `${prometheus.url}/other` };
  await updateCluster(contextAt(1), clusterId, data);
  const { prometheusReadAt } = await database.db.cluster.findUniqueOrThrow({ where: { id: clusterId } });
  expect(prometheusReadAt).toBeNull();
  await database.db.cluster.update({ where: { id: clusterId }, data: { prometheusUrl: prometheus.url } });
  await look(2);
  expect(await occurrences()).toEqual([]);
});

it('connects to no address that hands out credentials', async () => {
  const data = { prometheusUrl: 'http://169.254.169.254/latest' };
  await database.db.cluster.update({ where: { id: clusterId }, data });
  await look(0);
  expect(logged()).toContain('does not connect to 169.254.169.254');
});

it('keeps a rise until the cluster tells which kinds there are', async () => {
  await look(0);
  prometheus.scraped(drifts(1));
  under().cluster.revoke('demo-cluster-token');
  await look(5);
  expect(await occurrences()).toEqual([]);
  under().cluster.addAccount('demo-cluster-token');
  await look(6);
  expect(await occurrences()).toHaveLength(1);
});
