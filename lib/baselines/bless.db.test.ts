import { expect, it } from 'vitest';
import { blessed } from '#lib/contract/baselines.ts';
import { getEndpointHistory } from '#lib/endpoints/queries/history.ts';
import { getRun } from '#lib/runs/queries/detail.ts';
import { acceptedModel } from '#lib/testing/accepted-model.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeUser, testContext } from '#lib/testing/factories.ts';
import { blessBaseline } from './bless.ts';
import { listBaselines } from './queries/list.ts';

const database = testDatabase();

async function personAt(at: Date) {
  const user = await makeUser(database.db);
  return { user, ctx: testContext(database.db, { kind: 'user', userId: user.id }, at) };
}

it('makes the answers of a drifted check and its confirmation the baseline at once', async () => {
  const { night, target, baselineId, nightAt } = await acceptedModel(database);
  const check = await night(1, 'No', 'No');
  const endpointId = target.endpoint.id;
  const { user, ctx } = await personAt(nightAt(1.5));
  const { incidentId, acceptance } = await getRun(database.db, check.id);
  expect(acceptance).toMatchObject({ way: 'answers' });
  const body = { runId: check.id, reason: 'The provider announced it.', incidentId: incidentId ?? 0 };
  const result = await blessBaseline(ctx, endpointId, body);
  expectExactly(blessed, result);
  expect(result).toMatchObject({
    way: 'answers',
    captureRunId: null,
    baseline: {
      state: 'ready',
      reason: 'The provider announced it.',
      createdBy: { id: user.id },
      repetitions: { least: 3, most: 3 },
    },
  });
  expect(await database.db.baseline.findUniqueOrThrow({ where: { id: baselineId } })).toMatchObject({
    state: 'superseded',
    endedReason: expect.stringContaining(`run ${check.id} was accepted`),
  });
  expect(await database.db.auditLog.findMany({ where: { action: 'baseline.bless' } })).toMatchObject([
    { userId: user.id, subjectId: `${endpointId}`, summary: expect.stringContaining('The provider announced it.') },
  ]);
  const timeline = await database.db.incidentEvent.findMany({
    where: { incidentId: incidentId ?? 0, kind: 'commented' },
  });
  expect(timeline).toMatchObject([{ actorId: user.id, body: expect.stringContaining('new baseline') }]);

  expect(await night(2, 'No'), 'what was accepted is stable').toMatchObject({
    verdict: 'stable',
    baselineId: result.baseline.id,
  });
  const { items } = await listBaselines(database.db, endpointId, { limit: 10 });
  expect(items.map(({ state }) => state)).toEqual(['ready', 'superseded']);
  const history = await getEndpointHistory(database.db, endpointId, { nights: 90 });
  expect(history.nights.map(({ verdict, step }) => [verdict, step !== null])).toEqual([
    ['drifted', true],
    ['stable', true],
  ]);
  expect(history.markers.map(({ kind }) => kind)).toEqual(['baseline_ready', 'incident_opened', 'baseline_ready']);
  const until = await getEndpointHistory(database.db, endpointId, { nights: 90, until: check.id });
  expect(
    until.nights.map(({ runId }) => runId),
    'up to a run',
  ).toEqual([check.id]);
  expect(until.markers, 'and to the next one').toEqual(history.markers);
});

it('captures anew where the run saw too little, and supersedes only when that is ready', async () => {
  const { night, target, baselineId, nightAt } = await acceptedModel(database);
  const check = await night(1, 'Yes');
  const { ctx } = await personAt(nightAt(1.5));
  const result = await blessBaseline(ctx, target.endpoint.id, { runId: check.id, reason: 'Fresh start' });
  expect(result).toMatchObject({ way: 'capture', captureRunId: expect.any(Number), baseline: { state: 'capturing' } });
  const inForce = () => database.db.baseline.findUniqueOrThrow({ where: { id: baselineId } });
  expect(await inForce()).toMatchObject({ state: 'ready' });
  await expect(
    blessBaseline(ctx, target.endpoint.id, { runId: check.id, reason: 'Again' }),
    'while the capture goes on',
  ).rejects.toMatchObject({ code: 'conflict' });
});

it('refuses the run or the incident of another endpoint', async () => {
  const one = await acceptedModel(database);
  const other = await acceptedModel(database);
  const check = await one.night(1, 'No', 'No');
  const { ctx } = await personAt(one.nightAt(2));
  const elsewhere = { runId: check.id, reason: 'Because' };
  await expect(blessBaseline(ctx, other.target.endpoint.id, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
  await other.night(1, 'No', 'No');
  const incident = await database.db.incident.findFirstOrThrow({ where: { endpointId: other.target.endpoint.id } });
  await expect(
    blessBaseline(ctx, one.target.endpoint.id, { ...elsewhere, incidentId: incident.id }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
});
