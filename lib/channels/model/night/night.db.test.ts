import { expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { resolveIncident } from '#lib/incidents/resolve.ts';
import { invariant } from '#lib/platform/errors.ts';
import { CUSUM_ALARM } from '#lib/policy/thresholds.ts';
import { cancelRun } from '#lib/runs/cancel-run.ts';
import { failStrandedRuns } from '#lib/runs/fail-stranded.ts';
import { acceptedModel } from '#lib/testing/accepted-model.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeUser, testContext } from '#lib/testing/factories.ts';

const database = testDatabase();

const stepOf = (runId: number) => database.db.sequentialStep.findUniqueOrThrow({ where: { runId } });

const incidentsOf = (endpointId: number) =>
  database.db.incident.findMany({
    where: { endpointId },
    orderBy: { id: 'asc' },
    include: { timeline: { orderBy: { id: 'asc' } }, runs: { orderBy: { runId: 'asc' } } },
  });

async function confirmationOf(runId: number) {
  return database.db.run.findUniqueOrThrow({ where: { parentRunId: runId } });
}

it('opens an incident once fresh repetitions of the same night drift too, and links both', async () => {
  const { sampled, evaluate, answerConfirmation, target, baselineId, nightAt } = await acceptedModel(database);
  const check = await sampled('No', { scheduled: true });
  await evaluate(check.id);
  const asked = await confirmationOf(check.id);
  expect(asked).toMatchObject({ trigger: 'schedule', night: check.night, requestedBy: null });
  expect(await database.db.sequentialStep.count({ where: { runId: check.id } }), 'the night goes on').toBe(0);

  await evaluate((await answerConfirmation(check.id, 'No')).id);
  const confirmation = await confirmationOf(check.id);
  expect(confirmation).toMatchObject({ status: 'finished', verdict: 'drifted', baselineId });
  const step = await stepOf(check.id);
  expect(step).toMatchObject({
    baselineId,
    confirmationRunId: confirmation.id,
    pConfirmation: confirmation.pValue,
    alarm: true,
    at: nightAt(1),
    reason: expect.stringContaining(`Confirmed by run ${confirmation.id}`),
  });
  expect(step.pValue).toBeLessThan(step.pNight);
  const [incident, ...others] = await incidentsOf(target.endpoint.id);
  expect(others).toEqual([]);
  expect(incident).toMatchObject({
    status: 'open',
    occurrences: 1,
    persistence: null,
    runs: [{ runId: check.id }, { runId: confirmation.id }],
    timeline: [{ kind: 'opened', data: { runId: check.id, confirmationRunId: confirmation.id } }],
  });
  expect(incident?.timeline[0]?.body).toContain(step.reason);
  expect(await database.db.event.findMany({ where: { incidentId: incident?.id } })).toMatchObject([
    { type: 'ModelDriftDetected', runId: check.id, payload: { confirmationRunId: confirmation.id } },
  ]);
});

it('writes the end of a night in one transaction', async () => {
  const { night, target } = await acceptedModel(database);
  const check = await night(1, 'No', 'No');
  const confirmation = await confirmationOf(check.id);
  const [incident] = await incidentsOf(target.endpoint.id);
  const transactions = await database.db.$queryRaw`
    SELECT DISTINCT xmin::text FROM (
      SELECT xmin FROM run WHERE id = ${confirmation.id} UNION ALL SELECT xmin FROM signal WHERE run_id = ${confirmation.id}
      UNION ALL SELECT xmin FROM sequential_step WHERE run_id = ${check.id}
      UNION ALL SELECT xmin FROM incident WHERE id = ${incident?.id}
      UNION ALL SELECT xmin FROM incident_event WHERE incident_id = ${incident?.id}
      UNION ALL SELECT xmin FROM event WHERE incident_id = ${incident?.id}
    ) AS written`;
  expect(transactions).toHaveLength(1);
});

it('stays quiet when fresh repetitions do not confirm', async () => {
  const { night, target } = await acceptedModel(database);
  const check = await night(1, 'No', 'Yes');
  expect(await stepOf(check.id)).toMatchObject({
    reason: expect.stringContaining('Not confirmed by fresh repetitions'),
  });
  expect(await incidentsOf(target.endpoint.id)).toEqual([]);
});

it('a manual check opens an incident when it is confirmed, and leaves the CUSUM as it was', async () => {
  const { sampled, evaluate, answerConfirmation, night, target } = await acceptedModel(database);
  const quiet = await night(1, 'Yes');
  const check = await sampled('No', { night: 2 });
  await evaluate(check.id);
  await evaluate((await answerConfirmation(check.id, 'No')).id);
  const step = await stepOf(check.id);
  expect(step).toMatchObject({ alarm: false, reason: expect.stringContaining('Only scheduled checks') });
  expect(step.cusum).toBe((await stepOf(quiet.id)).cusum);
  expect(await incidentsOf(target.endpoint.id)).toMatchObject([{ occurrences: 1 }]);
});

it('a cancelled confirmation ends the night with the check alone', async () => {
  const { sampled, evaluate, target, nightAt } = await acceptedModel(database);
  const check = await sampled('No');
  await evaluate(check.id);
  const confirmation = await confirmationOf(check.id);
  await cancelRun(testContext(database.db, SYSTEM_ACTOR, nightAt(1)), confirmation.id);
  expect(await stepOf(check.id)).toMatchObject({
    pConfirmation: null,
    confirmationRunId: null,
    reason: expect.stringMatching(/Not confirmed: run \d+, which asked again, was cancelled/),
  });
  expect(await incidentsOf(target.endpoint.id), 'a manual check opens none unconfirmed').toEqual([]);
});

it('a confirmation whose jobs failed for good ends the night too', async () => {
  const { sampled, evaluate, nightAt } = await acceptedModel(database);
  const check = await sampled('No');
  await evaluate(check.id);
  const { id } = await confirmationOf(check.id);
  await database.db.$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key LIKE ${`run:${id}:%`}`;
  expect(await failStrandedRuns(database.db, nightAt(2))).toContain(id);
  expect(await stepOf(check.id)).toMatchObject({
    confirmationRunId: null,
    reason: expect.stringContaining('was not completed'),
    at: nightAt(2),
  });
});

it('a scheduled check without a confirmation opens its incident when its own evidence suffices', async () => {
  const { sampled, evaluate, target, nightAt } = await acceptedModel(database);
  const check = await sampled('No', { scheduled: true });
  await evaluate(check.id);
  await cancelRun(testContext(database.db, SYSTEM_ACTOR, nightAt(1)), (await confirmationOf(check.id)).id);
  const step = await stepOf(check.id);
  expect(step.alarm).toBe(step.cusum >= CUSUM_ALARM);
  expect(await incidentsOf(target.endpoint.id)).toHaveLength(step.alarm ? 1 : 0);
});

it('multiplies evidence over nights, and starts anew after an alarm and with a new baseline', async () => {
  const { night, sampled, evaluate } = await acceptedModel(database);
  const quiet = await Promise.all([stepOf((await night(1, 'Yes')).id), stepOf((await night(2, 'Yes')).id)]);
  for (const step of quiet) expect(step.cusum).toBe(step.eValue);
  const drifted = await stepOf((await night(3, 'No', 'No')).id);
  expect(drifted.cusum).toBeGreaterThan(CUSUM_ALARM);
  const after = await stepOf((await night(4, 'Yes')).id);
  expect(after.cusum, 'an alarm settles the evidence so far').toBe(after.eValue);
  await evaluate((await sampled('Yes', { purpose: 'baseline', night: 5 })).id);
  const fresh = await stepOf((await night(6, 'Yes')).id);
  expect(fresh.baselineId).not.toBe(after.baselineId);
  expect(fresh.cusum).toBe(fresh.eValue);
});

it('tells a drift of one night from one that stays', async () => {
  const { night, target } = await acceptedModel(database);
  const persistence = async () => (await incidentsOf(target.endpoint.id))[0]?.persistence;
  await night(1, 'No', 'No');
  expect(await persistence()).toBeNull();
  await night(2, 'Yes');
  expect(await persistence()).toBe('transient');
  for (const number of [3, 4]) await night(number, 'No', 'No');
  expect(await persistence(), 'too early to tell again').toBeNull();
  await night(5, 'No', 'No');
  expect(await persistence()).toBe('persistent');
  const [incident] = await incidentsOf(target.endpoint.id);
  expect(incident?.timeline.map(({ kind }) => kind)).toEqual([
    'opened',
    'not_seen',
    'seen_again',
    'seen_again',
    'seen_again',
  ]);
  expect(incident?.timeline[1]?.body).toContain('Transient');
  expect(incident?.timeline[4]?.body).toContain('3 nights in a row');
});

it('opens a new incident when the drift comes back after the first was resolved', async () => {
  const { night, target } = await acceptedModel(database);
  await night(1, 'No', 'No');
  const [first] = await incidentsOf(target.endpoint.id);
  invariant(first, 'the first night opened an incident');
  const actor = { kind: 'user', userId: (await makeUser(database.db)).id } as const;
  const ctx = testContext(database.db, actor, new Date('2026-05-02T12:00:00.000Z'));
  await resolveIncident(ctx, first.id, { resolution: 'fixed', note: 'Went back to the old model.' });
  await night(2, 'No', 'No');
  expect(await incidentsOf(target.endpoint.id)).toMatchObject([
    { status: 'resolved', occurrences: 1 },
    { status: 'open', occurrences: 1 },
  ]);
});

it('ends a night once, however often its confirmation is evaluated', async () => {
  const { sampled, evaluate, answerConfirmation, target } = await acceptedModel(database);
  const check = await sampled('No', { scheduled: true });
  await evaluate(check.id);
  const { id } = await answerConfirmation(check.id, 'No');
  await Promise.allSettled([evaluate(id), evaluate(id), evaluate(id), evaluate(check.id)]);
  await evaluate(id);
  expect(await incidentsOf(target.endpoint.id)).toMatchObject([{ occurrences: 1, timeline: [{ kind: 'opened' }] }]);
  expect(await database.db.sequentialStep.count({ where: { runId: { in: [check.id, id] } } })).toBe(1);
});
