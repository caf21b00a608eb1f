import { expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeBaseline, makeEndpoint, makeRun, makeSamples, testContext } from '#lib/testing/factories.ts';
import { getRunPrompt } from './queries/prompt-evidence.ts';
import { startRun } from './start-run.ts';

const database = testDatabase();

const partitions = async () => {
  const rows = await database.db.$queryRaw<{ name: string }[]>`
    SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'sample'::regclass ORDER BY 1`;
  return rows.map(({ name }) => name);
};

it('the first run of a month makes its partition, also when several start at once', async () => {
  const targets = await Promise.all(Array.from({ length: 5 }, () => makeEndpoint(database.db)));
  const ctx = testContext(database.db, SYSTEM_ACTOR, new Date('2027-02-28T23:59:59.999Z'));
  await Promise.all(
    targets.map(({ endpoint }) => startRun(ctx, { endpointId: endpoint.id, purpose: 'check', trigger: 'manual' })),
  );
  expect(await partitions()).toEqual(['sample_2027_02']);
  const runs = await database.db.run.findMany();
  expect(runs.map(({ month }) => month.toISOString().slice(0, 10))).toEqual(Array(5).fill('2027-02-01'));
});

it('a run goes on in the month it started in', async () => {
  const target = await makeEndpoint(database.db);
  const run = await makeRun(database.db, target, { at: new Date('2027-03-31T23:59:00Z') });
  const [prompt] = target.prompts;
  await makeSamples(database.db, run, prompt?.id ?? 0, ['Yes']);
  await expect(
    makeSamples(database.db, { id: run.id, month: new Date('2027-04-01') }, prompt?.id ?? 0, ['No']),
  ).rejects.toThrow();
  expect(await database.db.sample.findMany({ where: { runId: run.id } })).toMatchObject([{ month: run.month }]);
});

it('an old month is dropped as a table; what it does not hold stays readable', async () => {
  const { db } = database;
  const target = await makeEndpoint(db);
  const [prompt] = target.prompts;
  const promptId = prompt?.id ?? 0;
  const old = await makeRun(db, target, { at: new Date('2025-01-10'), purpose: 'baseline', verdict: 'calibrating' });
  const recent = await makeRun(db, target, { at: new Date('2025-02-10'), verdict: 'stable' });
  for (const run of [old, recent]) await makeSamples(db, run, promptId, ['Yes', 'No']);
  const baseline = await makeBaseline(db, target, old);
  await db.run.update({ where: { id: recent.id }, data: { baselineId: baseline.id } });

  await db.$executeRaw`DROP TABLE sample_2025_01`;

  const samples = await db.sample.findMany({ where: { runId: { in: [old.id, recent.id] } } });
  expect(samples.map(({ runId }) => runId)).toEqual([recent.id, recent.id]);
  const evidence = await getRunPrompt(db, recent.id, promptId);
  expect(evidence).toMatchObject({ baseline: [], current: [{ output: 'Yes' }, { output: 'No' }] });
  expect(await db.run.findUniqueOrThrow({ where: { id: old.id } })).toMatchObject({ verdict: 'calibrating' });
});
