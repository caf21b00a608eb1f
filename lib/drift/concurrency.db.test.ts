import { beforeEach, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { createDb } from '#lib/platform/db.ts';
import { countQueries } from '#lib/testing/count-queries.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeCluster } from '#lib/testing/drift-factories.ts';
import { driftedObject, minutesLater, scanSaw } from '#lib/testing/drift-sightings.ts';
import { testContext } from '#lib/testing/factories.ts';
import { recordCorrections } from './record-corrections.ts';
import { recordSightings } from './record-sightings.ts';

const database = testDatabase();
let clusterId: number;

beforeEach(async () => {
  ({ id: clusterId } = await makeCluster(database.db));
});

it('two workers, a watch and Flux at once make one occurrence and one incident', async () => {
  const other = createDb(database.url);
  const here = testContext(database.db, SYSTEM_ACTOR);
  const there = testContext(other, SYSTEM_ACTOR);
  const web = driftedObject({ namespace: 'payments', name: 'web' });
  const saw = scanSaw({ clusterId }, 0, [web]);
  const note = 'Kustomization flux-system/apps: Deployment/payments/web configured';
  const word = { clusterId, channel: 'code', ref: web.ref, at: minutesLater(0), isCorrected: false, note } as const;
  try {
    await Promise.all([
      ...[here, there, here, there].map((ctx) => recordSightings(ctx, saw)),
      recordSightings(there, { ...saw, origin: 'watch' }),
      recordCorrections(here, [word]),
    ]);
  } finally {
    await other.$disconnect();
  }
  expect(await database.db.driftOccurrence.count({ where: { object: { clusterId } } })).toBe(1);
  expect(await database.db.incident.findMany({ where: { clusterId }, include: { events: true } })).toMatchObject([
    { occurrences: 1, events: [{ type: 'CodeDriftDetected' }] },
  ]);
});

it('judges 2,000 objects that each have an incident of their own in few statements', { timeout: 120_000 }, async () => {
  const policy = (index: number) =>
    driftedObject(
      { group: 'kyverno.io', kind: 'ClusterPolicy', namespace: null, name: `policy-${index}` },
      { live: 'x'.repeat(2_000), expected: 'y'.repeat(2_000) },
    );
  const objects = Array.from({ length: 2_000 }, (_, index) => policy(index));
  const look = (minutes: number, drifted = objects) =>
    countQueries(database.url, (db) =>
      recordSightings(testContext(db, SYSTEM_ACTOR), scanSaw({ clusterId }, minutes, drifted)),
    );
  const statements = [await look(0), await look(1, []), await look(2)];
  expect(Math.max(...statements)).toBeLessThanOrEqual(15);
  expect(await database.db.incident.count({ where: { clusterId, clearedAt: null, occurrences: 2 } })).toBe(2_000);
});
