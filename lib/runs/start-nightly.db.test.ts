import { beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import type { DeepNight } from '#lib/platform/env.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeBaseline, makeEndpoint, makeRun, testContext } from '#lib/testing/factories.ts';
import { cancelRun } from './cancel-run.ts';
import { startNightly } from './start-nightly.ts';
import { startRun } from './start-run.ts';

const database = testDatabase();
const TONIGHT = new Date('2026-05-10T02:00:00.000Z');
const ctx = (at: Date = TONIGHT) => testContext(database.db, SYSTEM_ACTOR, at);

beforeEach(async () => {
  await database.db.endpoint.updateMany({ data: { status: 'paused' } });
});

const start = ({ at = TONIGHT, scheduledFor = TONIGHT, deepNight = 'never' as DeepNight } = {}) =>
  startNightly(ctx(at), { scheduledFor, deepNight });

const scheduled = (endpointId: number) =>
  database.db.run.findMany({ where: { endpointId, trigger: 'schedule' }, orderBy: { id: 'asc' } });

it('captures a baseline where none is ready and checks elsewhere, once a night', async () => {
  const fresh = await makeEndpoint(database.db);
  const known = await makeEndpoint(database.db);
  const captured = await makeRun(database.db, known, { purpose: 'baseline', verdict: 'calibrating' });
  await makeBaseline(database.db, known, captured);

  const first = await start();
  expect(first.map(({ outcome }) => outcome)).toEqual(['started', 'started']);
  const night = new Date('2026-05-10T00:00:00.000Z');
  expect(await scheduled(fresh.endpoint.id)).toMatchObject([
    { purpose: 'baseline', night, plan: null, behaviourRepetitions: 3 },
  ]);
  expect(await scheduled(known.endpoint.id)).toMatchObject([
    { purpose: 'check', night, plan: 'standard', shortRepetitions: 3, behaviourRepetitions: 1 },
  ]);

  const again = await start({ at: new Date('2026-05-10T05:00:00Z') });
  expect(again.map(({ outcome }) => outcome)).toEqual(['already_started', 'already_started']);
});

it('leaves paused endpoints alone', async () => {
  await makeEndpoint(database.db, { status: 'paused' });
  expect(await start()).toEqual([]);
});

it('starts one run however many do it at the same moment', async () => {
  const { endpoint } = await makeEndpoint(database.db);
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => start()));
  expect(outcomes.flat().filter(({ outcome }) => outcome === 'started')).toHaveLength(1);
  expect(await scheduled(endpoint.id)).toHaveLength(1);
});

it('owes a busy endpoint its run, and starts it once the endpoint is free', async () => {
  const { endpoint } = await makeEndpoint(database.db);
  const { runId } = await startRun(ctx(), { endpointId: endpoint.id, purpose: 'check', trigger: 'manual' });
  expect(await start()).toEqual([{ endpointId: endpoint.id, outcome: 'busy' }]);
  await cancelRun(ctx(), runId);
  expect(await start()).toEqual([{ endpointId: endpoint.id, outcome: 'started' }]);
});

it('a busy endpoint does not keep the others from their runs', async () => {
  const busy = await makeEndpoint(database.db);
  await startRun(ctx(), { endpointId: busy.endpoint.id, purpose: 'check', trigger: 'manual' });
  const free = await makeEndpoint(database.db);
  expect(await start()).toEqual([
    { endpointId: busy.endpoint.id, outcome: 'busy' },
    { endpointId: free.endpoint.id, outcome: 'started' },
  ]);
});

it('has nothing to ask where the suite has no version in force', async () => {
  const { endpoint, versionId } = await makeEndpoint(database.db);
  await database.db.suiteVersion.update({ where: { id: versionId }, data: { retiredAt: TONIGHT } });
  expect(await start()).toEqual([{ endpointId: endpoint.id, outcome: 'no_suite' }]);
});

it('belongs to the night it was due, however late and by whatever clock it starts', async () => {
  const { endpoint } = await makeEndpoint(database.db);
  const lastNight = new Date('2026-05-09T02:00:00.000Z');
  await start({ at: new Date('2026-05-09T23:00:00Z'), scheduledFor: lastNight });
  const [run] = await scheduled(endpoint.id);
  expect(run?.night).toEqual(new Date('2026-05-09T00:00:00Z'));
  await cancelRun(ctx(), run?.id ?? 0);
  await start({ at: new Date('2026-04-30T02:00:00Z') });
  const [, tonight] = await scheduled(endpoint.id);
  expect(tonight).toMatchObject({ night: new Date('2026-05-10T00:00:00Z'), month: new Date('2026-04-01T00:00:00Z') });
});

describe('the deep night of the week', () => {
  const nights = ['2026-05-09', '2026-05-10', '2026-05-11', '2026-05-12', '2026-05-17'];

  async function plansOf(missed: { cancelled?: string; away?: string }): Promise<string[]> {
    const known = await makeEndpoint(database.db, { plan: 'single' });
    const captured = await makeRun(database.db, known, { purpose: 'baseline', verdict: 'calibrating' });
    await makeBaseline(database.db, known, captured, { readyAt: new Date('2026-05-08T02:00:00Z') });
    for (const night of nights) {
      if (night === missed.away) continue;
      await start({ scheduledFor: new Date(`${night}T02:00:00Z`), deepNight: 'sunday' });
      const run = await database.db.run.findFirstOrThrow({
        where: { endpointId: known.endpoint.id, night: new Date(night) },
      });
      const status = night === missed.cancelled ? 'cancelled' : 'finished';
      const verdict = status === 'finished' ? 'stable' : null;
      await database.db.run.update({
        where: { id: run.id },
        data: { status, verdict, storedSamples: run.plannedSamples, finishedAt: TONIGHT },
      });
    }
    const runs = await scheduled(known.endpoint.id);
    return runs.map(({ night, plan }) => `${night?.toISOString().slice(5, 10)} ${plan}`);
  }

  it('is on its weekday', async () => {
    expect(await plansOf({})).toEqual(['05-09 single', '05-10 deep', '05-11 single', '05-12 single', '05-17 deep']);
  });

  it('is made up for by the next night when nothing ran', async () => {
    expect(await plansOf({ away: '2026-05-10' })).toEqual(['05-09 single', '05-11 deep', '05-12 single', '05-17 deep']);
  });

  it('or when it was cancelled', async () => {
    expect(await plansOf({ cancelled: '2026-05-10' })).toEqual([
      '05-09 single',
      '05-10 deep',
      '05-11 deep',
      '05-12 single',
      '05-17 deep',
    ]);
  });
});
