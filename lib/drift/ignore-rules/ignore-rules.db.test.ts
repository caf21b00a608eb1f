import { beforeEach, describe, expect, it } from 'vitest';
import { ignoreRuleBody, ignoreRuleListQuery, ignoreRuleView } from '#lib/contract/drift/objects.ts';
import type { Context } from '#lib/platform/context.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeCluster } from '#lib/testing/drift-factories.ts';
import { driftedObject, EDITED, minutesLater, scanSaw } from '#lib/testing/drift-sightings.ts';
import { makeUser, testContext } from '#lib/testing/factories.ts';
import { recordSightings } from '../record-sightings.ts';
import { createIgnoreRule } from './create.ts';
import { endIgnoreRule } from './end.ts';
import { listIgnoreRules } from './list.ts';

const database = testDatabase();
let ctx: Context;
let ownerId: number;
let clusterId: number;

beforeEach(async () => {
  ({ id: ownerId } = await makeUser(database.db, { name: 'Ada' }));
  ({ id: clusterId } = await makeCluster(database.db));
  ctx = testContext(database.db, { kind: 'user', userId: ownerId }, minutesLater(10));
});

const at = (minutes: number): Context => ({ ...ctx, now: () => minutesLater(minutes) });

const bodyOf = (over: object = {}) =>
  ignoreRuleBody.parse({
    clusterId,
    fieldPath: 'spec.replicas',
    reason: 'Scaled by hand during the sale',
    ownerId,
    expiresAt: minutesLater(60).toISOString(),
    ...over,
  });

const web = driftedObject({ namespace: 'payments', name: 'web' });
const image = { ...EDITED, path: 'spec.template.spec.containers[name="app"].image' };

const states = async () =>
  (await database.db.driftObject.findMany({ where: { clusterId }, orderBy: { name: 'asc' } })).map(
    ({ state }) => state,
  );

const incident = () =>
  database.db.incident.findFirstOrThrow({
    where: { clusterId },
    include: { timeline: { orderBy: { id: 'asc' } }, drifts: { orderBy: { id: 'asc' } } },
  });

describe('an ignore rule', () => {
  it('hides at once what differs now, and ending it brings that back', async () => {
    await recordSightings(ctx, scanSaw({ clusterId }, 0, [web]));
    const rule = await createIgnoreRule(ctx, bodyOf());
    expectExactly(ignoreRuleView, rule);
    expect(rule).toMatchObject({ isActive: true, owner: { name: 'Ada' }, hides: { findings: 1, objects: 1 } });
    expect(await states()).toEqual(['ignored']);
    expect(await incident()).toMatchObject({
      clearedAt: minutesLater(10),
      timeline: [
        {},
        { body: 'Nothing of it drifts any more: what differs of 1 object is hidden by ignore rules now.' },
      ],
    });
    const ended = await endIgnoreRule(at(20), rule.id);
    expect(ended).toMatchObject({ isActive: false, hides: { findings: 0, objects: 0 } });
    expect(await states()).toEqual(['drifted']);
    expect(await incident()).toMatchObject({
      clearedAt: null,
      occurrences: 2,
      drifts: [{ correctedAt: minutesLater(10) }, { firstSeenAt: minutesLater(20), correctedAt: null }],
    });
    await expect(endIgnoreRule(at(21), rule.id)).rejects.toMatchObject({ code: 'conflict' });
    const audits = await database.db.auditLog.findMany({
      where: { subjectType: 'ignore_rule' },
      orderBy: { id: 'asc' },
    });
    expect(audits.map(({ summary }) => summary)).toEqual([
      expect.stringMatching(/^Drift of spec.replicas of any kind in cluster-\d+ is ignored until .* Ada answers/),
      `Ended ignore rule ${rule.id}: Scaled by hand during the sale`,
    ]);
  });

  it('hides nothing beside what it names', async () => {
    await createIgnoreRule(ctx, bodyOf());
    await recordSightings(ctx, scanSaw({ clusterId }, 11, [{ ...web, findings: [EDITED, image] }]));
    expect(await states()).toEqual(['drifted']);
    await recordSightings(ctx, scanSaw({ clusterId }, 12, [web]));
    expect(await states()).toEqual(['ignored']);
    const other = (await makeCluster(database.db)).id;
    await recordSightings(ctx, scanSaw({ clusterId: other }, 13, [web]));
    expect(await database.db.driftObject.findFirst({ where: { clusterId: other } })).toMatchObject({
      state: 'drifted',
    });
  });

  it('stops working when it expires, also for what is not looked at', async () => {
    await createIgnoreRule(ctx, bodyOf());
    await recordSightings(ctx, scanSaw({ clusterId }, 11, [web]));
    await recordSightings(ctx, { ...scanSaw({ clusterId }, 59, []), isClean: () => false });
    expect(await states()).toEqual(['ignored']);
    await recordSightings(ctx, { ...scanSaw({ clusterId }, 60, []), isClean: () => false });
    expect(await states()).toEqual(['drifted']);
    const query = (state: string) => ignoreRuleListQuery.parse({ state });
    const idsIn = async (state: string) => (await listIgnoreRules(at(60), query(state))).items.map(({ id }) => id);
    expect(await idsIn('active')).toEqual([]);
    expect((await idsIn('ended')).length).toBeGreaterThan(0);
    expect(await idsIn('all')).toEqual(await idsIn('ended'));
  });

  it.each([
    ['expiresAt', { expiresAt: minutesLater(10).toISOString() }],
    ['ownerId', { ownerId: 999_999 }],
    ['clusterId', { clusterId: 999_999 }],
  ])('is refused with a wrong %s', async (path, over) => {
    await expect(createIgnoreRule(ctx, bodyOf(over))).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path }],
    });
  });
});
