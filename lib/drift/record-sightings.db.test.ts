import { beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import type { Context } from '#lib/platform/context.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { KUBECTL_EDIT, makeCluster, makeFlagSource } from '#lib/testing/drift-factories.ts';
import { driftedObject, EDITED, minutesLater, scanSaw } from '#lib/testing/drift-sightings.ts';
import { testContext } from '#lib/testing/factories.ts';
import { recordSightings } from './record-sightings.ts';
import type { DriftOwner } from './types.ts';

const database = testDatabase();
let ctx: Context;
let owner: DriftOwner & { clusterId: number };

beforeEach(async () => {
  ctx = testContext(database.db, SYSTEM_ACTOR);
  owner = { clusterId: (await makeCluster(database.db)).id };
});

const web = driftedObject({ name: 'web' });
const role = driftedObject({ group: 'rbac.authorization.k8s.io', kind: 'Role', namespace: 'shop', name: 'reader' });

async function objectsOf({ clusterId }: { clusterId: number }) {
  return database.db.driftObject.findMany({
    where: { clusterId },
    orderBy: { name: 'asc' },
    include: { occurrences: { orderBy: { id: 'asc' } } },
  });
}

const incidentsOf = ({ clusterId }: { clusterId: number }) =>
  database.db.incident.findMany({
    where: { clusterId },
    orderBy: { id: 'asc' },
    include: { timeline: { orderBy: { id: 'asc' } }, events: { orderBy: { id: 'asc' } } },
  });

describe('an object that drifts', () => {
  it('has one occurrence from when it is first seen to when it is clean', async () => {
    expect(await recordSightings(ctx, scanSaw(owner, 0, [web]))).toEqual({ begun: 1, ended: 0, incidentIds: [] });
    const byHelm = { ...EDITED, path: 'spec.paused', writer: { ...KUBECTL_EDIT, manager: 'helm' } };
    await recordSightings(ctx, scanSaw(owner, 1, [{ ...web, findings: [EDITED, byHelm] }]));
    expect(await recordSightings(ctx, scanSaw(owner, 2, []))).toEqual({ begun: 0, ended: 1, incidentIds: [] });
    const [object] = await objectsOf(owner);
    expect(object).toMatchObject({ state: 'clean', firstSeenAt: minutesLater(0), lastSeenAt: minutesLater(1) });
    expect(object?.occurrences).toMatchObject([
      {
        firstSeenAt: minutesLater(0),
        lastSeenAt: minutesLater(1),
        correctedAt: minutesLater(2),
        managers: ['helm', 'kubectl-edit'],
        severity: null,
        incidentId: null,
      },
    ]);
    expect(object?.occurrences[0]?.findings).toHaveLength(2);
  });

  it('keeps its state while it is not compared', async () => {
    await recordSightings(ctx, scanSaw(owner, 0, [web]));
    await recordSightings(ctx, { ...scanSaw(owner, 1, []), isClean: () => false });
    expect(await objectsOf(owner)).toMatchObject([{ state: 'drifted', occurrences: [{ correctedAt: null }] }]);
  });
});

describe('incidents', () => {
  it('opens one for access, marks it cleared, and drifting again takes that back', async () => {
    await recordSightings(ctx, scanSaw(owner, 0, [role]));
    await recordSightings(ctx, scanSaw(owner, 1, []));
    expect(await incidentsOf(owner)).toMatchObject([
      {
        channel: 'code',
        severity: 'P0',
        title: expect.stringMatching(/^Role shop\/reader differs from git in cluster-/),
        clearedAt: minutesLater(1),
        occurrences: 1,
        timeline: [
          { kind: 'opened' },
          { kind: 'cleared', body: 'Nothing of it drifts any more: 1 object is as git says again.' },
        ],
        events: [{ type: 'CodeDriftDetected' }, { type: 'CodeDriftCleared' }],
      },
    ]);
    await recordSightings(ctx, scanSaw(owner, 2, [role]));
    expect(await incidentsOf(owner)).toMatchObject([
      {
        clearedAt: null,
        occurrences: 2,
        timeline: [{}, {}, { kind: 'seen_again' }],
        events: [{}, {}, { type: 'CodeDriftSeenAgain' }],
      },
    ]);
  });

  it('groups what one person looks at and counts objects in the title', async () => {
    const inPayments = (name: string) => driftedObject({ namespace: 'payments', name });
    await recordSightings(ctx, scanSaw(owner, 0, [inPayments('a'), inPayments('b'), web]));
    await recordSightings(ctx, scanSaw(owner, 1, [inPayments('a'), inPayments('b'), inPayments('c')]));
    expect(await incidentsOf(owner)).toMatchObject([
      { severity: 'P1', title: expect.stringMatching(/^3 objects of payments differ from git in /), occurrences: 3 },
    ]);
  });

  it('opens one when it drifts for the fourth time within 24 h', async () => {
    for (const minute of [0, 2, 4, 6]) {
      await recordSightings(ctx, scanSaw(owner, minute, [web]));
      await recordSightings(ctx, scanSaw(owner, minute + 1, []));
    }
    expect(await incidentsOf(owner)).toMatchObject([{ severity: 'P3', clearedAt: minutesLater(7), occurrences: 1 }]);
  });

  it('tells of flags', async () => {
    const flagSourceId = (await makeFlagSource(database.db)).id;
    const flag = (name: string) => driftedObject({ group: 'flagd', kind: 'Flag', namespace: null, name });
    await recordSightings(ctx, scanSaw({ flagSourceId }, 0, [flag('new-checkout'), flag('dark-mode')]));
    expect(await database.db.incident.findMany({ where: { flagSourceId } })).toMatchObject([
      { channel: 'config', severity: 'P2', title: expect.stringMatching(/^2 flags differ from git in flagd-/) },
    ]);
  });
});
