import { expect, it } from 'vitest';
import { acceptedModel } from '#lib/testing/accepted-model.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeIncident, makeRun } from '#lib/testing/factories.ts';
import { ENCODER_ID } from './encoder/id.ts';

const database = testDatabase();
const runOf = (id: number) => database.db.run.findUniqueOrThrow({ where: { id } });

it('judges a run once, however often and by how many workers it is evaluated', async () => {
  const { sampled, evaluate, target } = await acceptedModel(database);
  const run = await sampled('No');
  await Promise.allSettled(Array.from({ length: 4 }, () => evaluate(run.id)));
  await evaluate(run.id);
  expect(await runOf(run.id)).toMatchObject({ status: 'finished', verdict: 'drifted' });
  const where = { endpointId: target.endpoint.id };
  expect(await database.db.run.findMany({ where: { parentRunId: run.id } })).toMatchObject([
    { purpose: 'confirmation', status: 'queued', trigger: 'manual', suiteVersionId: target.versionId },
  ]);
  expect(await database.db.incident.count({ where }), 'nothing is said before it is confirmed').toBe(0);
  const signals = await database.db.signal.findMany({ where: { runId: run.id } });
  expect(new Set(signals.map(({ name }) => name)).size).toBe(signals.length);
  expect(await database.db.promptComparison.count({ where: { runId: run.id } })).toBe(target.prompts.length);
});

it('keeps what stands behind the verdict', async () => {
  const { sampled, evaluate, target } = await acceptedModel(database);
  const run = await sampled('No');
  await evaluate(run.id);
  const delta = await database.db.signal.findUniqueOrThrow({
    where: { runId_name: { runId: run.id, name: 'hash_delta' } },
  });
  expect(delta).toMatchObject({ fired: true, value: 1, detail: { unit: 'share', unmeasured: null } });
  expect(delta.pAdjusted).toBeLessThanOrEqual(0.01);
  const embedding = await database.db.signal.findUniqueOrThrow({
    where: { runId_name: { runId: run.id, name: 'embedding_drift' } },
  });
  expect(embedding.value, 'answers were encoded').toBeGreaterThan(0);
  expect(await runOf(run.id)).toMatchObject({ comparison: { seed: run.id, permutations: expect.any(Number) } });
  const comparison = await database.db.promptComparison.findFirstOrThrow({ where: { runId: run.id } });
  expect(comparison.signals).toContainEqual({ name: 'hash_delta', value: 1, noise: expect.any(Number) });
  expect(await database.db.answerEmbedding.count(), 'one embedding an answer').toBe(2);
  expect(await database.db.baseline.findFirstOrThrow({ where: { endpointId: target.endpoint.id } })).toMatchObject({
    encoderId: ENCODER_ID,
  });
});

it.each(['queued', 'sampling', 'cancelled', 'failed'] as const)('leaves a %s run alone', async (status) => {
  const { target, evaluate, nightAt } = await acceptedModel(database);
  const finishedAt = status === 'cancelled' || status === 'failed' ? nightAt(1) : null;
  const run = await makeRun(database.db, target, { status, finishedAt });
  await evaluate(run.id);
  expect(await runOf(run.id)).toEqual(run);
});

it('writes nothing at all when any part of it cannot be written', async () => {
  const { sampled, evaluate } = await acceptedModel(database);
  const run = await sampled('No');
  await database.db.$executeRawUnsafe(`ALTER TABLE run ADD CONSTRAINT closed CHECK (parent_run_id <> ${run.id})`);
  await expect(evaluate(run.id)).rejects.toThrow('closed');
  expect(await runOf(run.id)).toMatchObject({ status: 'evaluating', verdict: null });
  expect(await database.db.signal.count({ where: { runId: run.id } })).toBe(0);
  await database.db.$executeRaw`ALTER TABLE run DROP CONSTRAINT closed`;
  await evaluate(run.id);
  expect(await runOf(run.id)).toMatchObject({ status: 'finished', verdict: 'drifted' });
});

it('is not compared with a baseline of another encoder, and says so', async () => {
  const { sampled, evaluate, baselineId } = await acceptedModel(database);
  await database.db.baseline.update({ where: { id: baselineId }, data: { encoderId: 'another' } });
  const run = await sampled('No');
  await evaluate(run.id);
  expect(await runOf(run.id)).toMatchObject({
    verdict: 'calibrating',
    baselineId: null,
    verdictReason: expect.stringContaining('instead of another'),
  });
});

it('an incident of the old baseline does not swallow drift from the new one', async () => {
  const { night, sampled, evaluate, target } = await acceptedModel(database);
  await night(1, 'No', 'No');
  await evaluate((await sampled('No', { purpose: 'baseline', night: 2 })).id);
  const back = await night(3, 'Yes', 'Yes');
  const where = { endpointId: target.endpoint.id };
  const incidents = await database.db.incident.findMany({ where, orderBy: { id: 'asc' }, include: { runs: true } });
  expect(incidents.map(({ occurrences }) => occurrences)).toEqual([1, 1]);
  expect(incidents[1]?.runs[0]).toMatchObject({ runId: back.id });
});

it('a clock that was set back moves nothing back', async () => {
  const { night, nightAt, target } = await acceptedModel(database);
  await night(5, 'No', 'No');
  await night(4, 'No', 'No');
  const [incident] = await database.db.incident.findMany({ where: { endpointId: target.endpoint.id } });
  expect(incident).toMatchObject({ occurrences: 2, lastSeenAt: nightAt(5), openedAt: nightAt(5) });
});

it('counts drift on an acknowledged incident, and leaves other channels without a note', async () => {
  const { night, nightAt, target } = await acceptedModel(database);
  await night(1, 'No', 'No');
  const where = { endpointId: target.endpoint.id };
  await database.db.incident.updateMany({ where, data: { status: 'acknowledged', acknowledgedAt: nightAt(1) } });
  await makeIncident(database.db, { ...where, channel: 'prompt' });
  await night(2, 'No', 'No');
  await night(3, 'Yes');
  const incidents = await database.db.incident.findMany({
    where,
    orderBy: { id: 'asc' },
    include: { timeline: { orderBy: { id: 'asc' } } },
  });
  expect(incidents.map(({ status, occurrences }) => [status, occurrences])).toEqual([
    ['acknowledged', 2],
    ['open', 1],
  ]);
  expect(incidents.map(({ timeline }) => timeline.map(({ kind }) => kind))).toEqual([
    ['opened', 'seen_again', 'not_seen'],
    [],
  ]);
});
