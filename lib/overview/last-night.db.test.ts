import { expect, it } from 'vitest';
import { acceptedModel } from '#lib/testing/accepted-model.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { lastNight } from './last-night.ts';

const database = testDatabase();

it('names the endpoints that one night says have changed, all weighed together', async () => {
  expect(await lastNight(database.db)).toBeNull();
  const [quiet, changed, paused] = [
    await acceptedModel(database),
    await acceptedModel(database),
    await acceptedModel(database),
  ];
  await changed.night(1, 'No', 'No');
  await quiet.night(1, 'Yes');
  await paused.night(1, 'No', 'No');
  await database.db.endpoint.update({ where: { id: paused.target.endpoint.id }, data: { status: 'paused' } });
  const { endpoint } = changed.target;
  expect(await lastNight(database.db)).toMatchObject({
    night: '2026-05-02',
    judged: 2,
    changed: [{ endpointId: endpoint.id, name: endpoint.name, eValue: expect.any(Number) }],
  });
  await quiet.night(2, 'Yes');
  expect(await lastNight(database.db)).toMatchObject({ night: '2026-05-03', judged: 1, changed: [] });
});
