import { expect, it } from 'vitest';
import type { Run } from '#generated/prisma/client.ts';
import { testDatabase } from '#lib/testing/database.ts';
import {
  type MadeEndpoint,
  makeBaseline,
  makeEndpoint,
  makeIncident,
  makeRun,
  makeSamples,
  makeSuiteVersion,
} from '#lib/testing/factories.ts';
import { evaluateRun } from './evaluate.ts';

const database = testDatabase();
const BEFORE = new Date('2026-05-01T02:00:00.000Z');
const TONIGHT = new Date('2026-05-02T02:00:00.000Z');
const PROMPTS = 10;

/** An endpoint whose ready baseline always answered Yes. */
async function watched(): Promise<MadeEndpoint> {
  const { db } = database;
  const promptKeys = Array.from({ length: PROMPTS }, (_, index) => `p${index}`);
  const target = await makeEndpoint(db, {}, await makeSuiteVersion(db, { promptKeys }));
  const captured = await makeRun(db, target, {
    at: BEFORE,
    purpose: 'baseline',
    verdict: 'calibrating',
    repetitions: 3,
  });
  for (const { id } of target.prompts) await makeSamples(db, captured, id, ['Yes', 'Yes', 'Yes']);
  await makeBaseline(db, target, captured);
  return target;
}

/** A run that waits for its evaluation, with the same answer to every prompt. */
async function sampled(target: MadeEndpoint, answer: string, purpose: 'check' | 'baseline' = 'check'): Promise<Run> {
  const repetitions = purpose === 'baseline' ? 3 : 1;
  const all = PROMPTS * repetitions;
  const counts = { storedSamples: all, measuredSamples: all };
  const { db } = database;
  const run = await makeRun(db, target, { at: TONIGHT, purpose, status: 'evaluating', repetitions, ...counts });
  if (purpose === 'baseline') await makeBaseline(db, target, run, { state: 'capturing', readyAt: null });
  for (const { id } of target.prompts) await makeSamples(db, run, id, Array(repetitions).fill(answer));
  return run;
}

const evaluate = (runId: number, at: Date = TONIGHT) => evaluateRun({ db: database.db, now: () => at }, runId);
const runOf = (id: number) => database.db.run.findUniqueOrThrow({ where: { id } });

it('judges a run once, however often and by how many workers it is evaluated', async () => {
  const target = await watched();
  const run = await sampled(target, 'No');
  await Promise.allSettled(Array.from({ length: 4 }, () => evaluate(run.id)));
  await evaluate(run.id);
  expect(await runOf(run.id)).toMatchObject({ status: 'finished', verdict: 'drifted' });
  const endpointId = target.endpoint.id;
  expect(await database.db.incident.findMany({ where: { endpointId }, include: { timeline: true } })).toMatchObject([
    { occurrences: 1, timeline: [{ kind: 'opened' }] },
  ]);
  expect(await database.db.event.count({ where: { runId: run.id } })).toBe(1);
  expect(await database.db.signal.count({ where: { runId: run.id } })).toBe(1);
  expect(await database.db.promptComparison.count({ where: { runId: run.id } })).toBe(PROMPTS);
});

it.each(['queued', 'sampling', 'cancelled', 'failed'] as const)('leaves a %s run alone', async (status) => {
  const finishedAt = status === 'cancelled' || status === 'failed' ? TONIGHT : null;
  const run = await makeRun(database.db, await watched(), { status, finishedAt });
  await evaluate(run.id);
  expect(await runOf(run.id)).toEqual(run);
});

it('leaves a run that does not exist alone', async () => {
  await expect(evaluate(4711)).resolves.toBeUndefined();
});

it('writes nothing at all when any part of it cannot be written', async () => {
  const target = await watched();
  const run = await sampled(target, 'No');
  await database.db.$executeRawUnsafe(`ALTER TABLE event ADD CONSTRAINT closed CHECK (run_id <> ${run.id})`);
  await expect(evaluate(run.id)).rejects.toThrow('closed');
  expect(await runOf(run.id)).toMatchObject({ status: 'evaluating', verdict: null });
  expect(await database.db.incident.count({ where: { endpointId: target.endpoint.id } })).toBe(0);
  expect(await database.db.signal.count({ where: { runId: run.id } })).toBe(0);
  await database.db.$executeRaw`ALTER TABLE event DROP CONSTRAINT closed`;
  await evaluate(run.id);
  expect(await runOf(run.id)).toMatchObject({ status: 'finished', verdict: 'drifted' });
});

it('a clock that was set back moves nothing back', async () => {
  const target = await watched();
  await evaluate((await sampled(target, 'No')).id);
  const [opened] = await database.db.incident.findMany({ where: { endpointId: target.endpoint.id } });
  const again = await sampled(target, 'No');
  await evaluate(again.id, new Date(TONIGHT.getTime() - 86_400_000));
  const [incident] = await database.db.incident.findMany({ where: { endpointId: target.endpoint.id } });
  expect(incident).toMatchObject({ id: opened?.id, occurrences: 2, lastSeenAt: TONIGHT, openedAt: TONIGHT });
});

it('an incident of the old baseline does not swallow drift from the new one', async () => {
  const target = await watched();
  await evaluate((await sampled(target, 'No')).id);
  await evaluate((await sampled(target, 'No', 'baseline')).id);
  const back = await sampled(target, 'Yes');
  await evaluate(back.id);
  const where = { endpointId: target.endpoint.id };
  const incidents = await database.db.incident.findMany({ where, orderBy: { id: 'asc' }, include: { runs: true } });
  expect(incidents.map(({ occurrences }) => occurrences)).toEqual([1, 1]);
  expect(incidents[1]?.runs).toMatchObject([{ runId: back.id }]);
});

it('counts drift on an acknowledged incident, and leaves other channels without a note', async () => {
  const target = await watched();
  await evaluate((await sampled(target, 'No')).id);
  const where = { endpointId: target.endpoint.id };
  await database.db.incident.updateMany({ where, data: { status: 'acknowledged', acknowledgedAt: TONIGHT } });
  await makeIncident(database.db, { ...where, channel: 'prompt' });
  await evaluate((await sampled(target, 'No')).id);
  await evaluate((await sampled(target, 'Yes')).id);
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
