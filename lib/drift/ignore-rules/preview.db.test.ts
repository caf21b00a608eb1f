import { beforeAll, expect, it } from 'vitest';
import { ignorePreview, ignorePreviewBody } from '#lib/contract/drift/objects.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeCluster, makeDriftObject, makeFinding, makeIgnoreRule } from '#lib/testing/drift-factories.ts';
import { makeUser } from '#lib/testing/factories.ts';
import { previewIgnoreRule } from './preview.ts';

const database = testDatabase();
let clusterId: number;

beforeAll(async () => {
  const { db } = database;
  clusterId = (await makeCluster(db, { name: 'prod' })).id;
  const other = (await makeCluster(db)).id;
  const rule = await makeIgnoreRule(db, { ownerId: (await makeUser(db)).id });
  const image = makeFinding({ path: 'spec.template.image' });
  await makeDriftObject(db, { clusterId, name: 'a', findings: [makeFinding(), image] });
  await makeDriftObject(db, { clusterId, name: 'b', namespace: 'auth' });
  await makeDriftObject(db, {
    clusterId,
    name: 'c',
    state: 'ignored',
    findings: [makeFinding({ ignoredBy: rule.id })],
  });
  await makeDriftObject(db, { clusterId, name: 'd', state: 'clean' });
  await makeDriftObject(db, { clusterId: other, name: 'e' });
});

const preview = async (body: object) => {
  const answer = await previewIgnoreRule(database.db, ignorePreviewBody.parse(body));
  expectExactly(ignorePreview, answer);
  return { ...answer, first: answer.first.map(({ name }) => name) };
};

it('counts what differs now and nothing hides yet', async () => {
  expect(await preview({ fieldPath: 'spec.replicas' })).toEqual({
    findings: 3,
    objects: 3,
    silenced: 2,
    first: ['b', 'a', 'e'],
  });
});

it('keeps to the cluster and the object that are named', async () => {
  expect(await preview({ fieldPath: 'spec', clusterId })).toMatchObject({ findings: 3, objects: 2, silenced: 2 });
  expect(await preview({ namespace: 'auth' })).toMatchObject({ first: ['b'] });
  expect(await preview({ manager: 'nobody' })).toEqual({ findings: 0, objects: 0, silenced: 0, first: [] });
});

it('a rule must name something', () => {
  expect(ignorePreviewBody.safeParse({ clusterId: 3 }).success).toBe(false);
});
