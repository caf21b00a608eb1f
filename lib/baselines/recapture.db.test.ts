import { expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { ENCODER_ID } from '#lib/channels/model/encoder/id.ts';
import { updateEndpoint } from '#lib/endpoints/update.ts';
import { startNightly } from '#lib/runs/start-nightly.ts';
import { type AcceptedModel, acceptedModel } from '#lib/testing/accepted-model.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeSuiteVersion, testContext } from '#lib/testing/factories.ts';

const database = testDatabase();

async function nightly({ nightAt }: AcceptedModel): Promise<void> {
  await startNightly(testContext(database.db, SYSTEM_ACTOR, nightAt(1)), {
    scheduledFor: nightAt(1),
    deepNight: 'never',
  });
}

const baselinesOf = ({ target }: AcceptedModel) =>
  database.db.baseline.findMany({ where: { endpointId: target.endpoint.id }, orderBy: { id: 'asc' } });

const runsOf = ({ target }: AcceptedModel) =>
  database.db.run.findMany({ where: { endpointId: target.endpoint.id, trigger: 'schedule' } });

it('compares with a baseline that fits, also one that no encoder has looked at yet', async () => {
  const model = await acceptedModel(database);
  await nightly(model);
  expect(await runsOf(model)).toMatchObject([{ purpose: 'check' }]);
  expect(await baselinesOf(model)).toMatchObject([{ state: 'ready', endedReason: null }]);
});

it.each<[string, (model: AcceptedModel) => Promise<unknown>, string]>([
  [
    'the suite has a new version',
    ({ target }) => makeSuiteVersion(database.db, { suiteId: target.suiteId, number: 2 }),
    'the suite has another version in force',
  ],
  [
    'the encoder changed',
    ({ baselineId }) => database.db.baseline.update({ where: { id: baselineId }, data: { encoderId: 'older' } }),
    `sentences are encoded by ${ENCODER_ID} instead of older`,
  ],
  [
    'answers are normalised otherwise',
    ({ baselineId }) =>
      database.db.baseline.update({ where: { id: baselineId }, data: { normaliserVersion: 'text-0' } }),
    'instead of text-0',
  ],
])('retires the baseline when %s, and captures a new one that says why', async (_, change, why) => {
  const model = await acceptedModel(database);
  await change(model);
  await nightly(model);
  expect(await runsOf(model)).toMatchObject([{ purpose: 'baseline', night: new Date('2026-05-02') }]);
  expect(await baselinesOf(model)).toMatchObject([
    { state: 'retired', endedAt: model.nightAt(1), endedReason: expect.stringContaining(why) },
    { state: 'capturing', reason: expect.stringContaining(why), createdBy: null },
  ]);
  const audits = { action: 'baseline.retire', subjectId: `${model.target.endpoint.id}` };
  expect(await database.db.auditLog.findMany({ where: audits })).toMatchObject([
    { actorKind: 'system', summary: expect.stringContaining(why) },
  ]);
});

it('says in the capture which change of the endpoint ended the baseline before', async () => {
  const model = await acceptedModel(database);
  const ctx = testContext(database.db, SYSTEM_ACTOR, model.nightAt(0.5));
  await updateEndpoint(ctx, model.target.endpoint.id, { temperature: 1 });
  await nightly(model);
  expect(await baselinesOf(model)).toMatchObject([
    { state: 'retired' },
    { state: 'capturing', reason: "The baseline before it ended: The endpoint's temperature changed." },
  ]);
});
