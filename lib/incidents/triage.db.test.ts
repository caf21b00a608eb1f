import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#generated/prisma/client.ts';
import { incidentSummary, timelineEntry } from '#lib/contract/incidents.ts';
import type { Context } from '#lib/platform/context.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeIncident, makeUser, testContext } from '#lib/testing/factories.ts';
import { acknowledgeIncident } from './acknowledge.ts';
import { assignIncident } from './assign.ts';
import { commentIncident } from './comment.ts';
import { getIncident } from './queries/detail.ts';
import { reopenIncident } from './reopen.ts';
import { resolveIncident } from './resolve.ts';

const database = testDatabase();
let ada: User;
let bea: User;
let asAda: Context;
let asBea: Context;

beforeAll(async () => {
  ada = await makeUser(database.db, { name: 'Ada' });
  bea = await makeUser(database.db, { name: 'Bea' });
  asAda = testContext(database.db, { kind: 'user', userId: ada.id });
  asBea = testContext(database.db, { kind: 'user', userId: bea.id });
});

/** What triage has left behind beside the incident itself. */
async function traces(incidentId: number) {
  const { db } = database;
  const [timeline, audits, events] = await Promise.all([
    db.incidentEvent.findMany({ where: { incidentId }, orderBy: { id: 'asc' } }),
    db.auditLog.findMany({ where: { subjectType: 'incident', subjectId: String(incidentId) }, orderBy: { id: 'asc' } }),
    db.event.findMany({ where: { incidentId }, orderBy: { id: 'asc' } }),
  ]);
  return {
    timeline: timeline.map((entry) => entry.kind),
    audits: audits.map((audit) => audit.action),
    events: events.map((event) => event.type),
  };
}

describe('the life of an incident', () => {
  it('leaves timeline, audit and event at every step', async () => {
    const { id } = await makeIncident(database.db);
    const acknowledged = await acknowledgeIncident(asAda, id);
    expectExactly(incidentSummary, acknowledged);
    expect(acknowledged).toMatchObject({ status: 'acknowledged', acknowledgedAt: asAda.now().toISOString() });
    expect(await assignIncident(asAda, id, bea.id)).toMatchObject({ assignee: { id: bea.id, name: 'Bea' } });
    expectExactly(timelineEntry, await commentIncident(asBea, id, 'Looking at the provider status page.'));
    const resolved = await resolveIncident(asBea, id, { resolution: 'provider_change', note: 'Announced today' });
    expect(resolved).toMatchObject({ status: 'resolved', resolution: 'provider_change' });
    expect(await reopenIncident(asAda, id)).toMatchObject({
      status: 'open',
      resolution: null,
      resolvedAt: null,
      acknowledgedAt: null,
      assignee: { name: 'Bea' },
    });
    expect(await traces(id)).toEqual({
      timeline: ['acknowledged', 'assigned', 'commented', 'resolved', 'reopened'],
      audits: ['acknowledge', 'assign', 'comment', 'resolve', 'reopen'].map((verb) => `incident.${verb}`),
      events: ['IncidentAcknowledged', 'IncidentResolved', 'IncidentReopened'],
    });
  });

  it('says that an intended change needs a new baseline', async () => {
    const { id } = await makeIncident(database.db);
    await resolveIncident(asAda, id, { resolution: 'intended_change', note: 'We raised the temperature' });
    const { timeline, resolutionNote } = await getIncident(asAda, id);
    expect(resolutionNote).toBe('We raised the temperature');
    expect(timeline.at(-1)?.body).toMatch(
      /^Intended change: We raised the temperature\n\nUnless the new behaviour is accepted/,
    );
  });

  it('keeps the token in the audit log and its person on the timeline', async () => {
    const { id } = await makeIncident(database.db);
    const token = await database.db.apiToken.create({
      data: {
        name: 'ci',
        secretHash: 'a'.repeat(64),
        prefix: 'tdm_',
        scopes: ['incident.triage'],
        createdBy: ada.id,
        createdAt: asAda.now(),
        expiresAt: new Date(asAda.now().getTime() + 1000),
      },
    });
    await acknowledgeIncident(testContext(database.db, { kind: 'token', tokenId: token.id, userId: ada.id }), id);
    const audit = await database.db.auditLog.findFirstOrThrow({ where: { subjectId: String(id) } });
    expect(audit).toMatchObject({ actorKind: 'token', tokenId: token.id });
    expect((await getIncident(asAda, id)).timeline[0]?.actor).toEqual({ id: ada.id, name: 'Ada' });
  });
});

describe('conflicts', () => {
  it('name who was faster, and leave no trace', async () => {
    const { id } = await makeIncident(database.db);
    await acknowledgeIncident(asAda, id);
    const before = await traces(id);
    await expect(acknowledgeIncident(asBea, id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/it is acknowledged.*Ada acknowledged it at 2026-05-10 12:00 UTC/),
    });
    await expect(reopenIncident(asBea, id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await traces(id)).toEqual(before);
  });

  it('let exactly one of several at the same moment through', async () => {
    const { id } = await makeIncident(database.db);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, (_, i) =>
        resolveIncident(i % 2 === 0 ? asAda : asBea, id, { resolution: 'fixed', note: 'Rolled back' }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' });
    }
    expect(await traces(id)).toEqual({
      timeline: ['resolved'],
      audits: ['incident.resolve'],
      events: ['IncidentResolved'],
    });
  });

  it('keep one open incident per drift: reopening an older one leads to the newer', async () => {
    const older = await makeIncident(database.db, { fingerprint: 'same' });
    await resolveIncident(asAda, older.id, { resolution: 'false_alarm', note: 'Noise' });
    const newer = await makeIncident(database.db, { fingerprint: 'same' });
    const before = await traces(older.id);
    await expect(reopenIncident(asAda, older.id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`(/incidents/${newer.id})`),
    });
    expect(await traces(older.id)).toEqual(before);
  });

  it('refuse to assign what is resolved, or to somebody who is not there', async () => {
    const { id } = await makeIncident(database.db);
    const gone = await makeUser(database.db, { disabledAt: asAda.now() });
    for (const assigneeId of [gone.id, 999_999]) {
      await expect(assignIncident(asAda, id, assigneeId)).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: 'assigneeId' }],
      });
    }
    await assignIncident(asAda, id, ada.id);
    expect(await assignIncident(asAda, id, null)).toMatchObject({ assignee: null });
    await resolveIncident(asAda, id, { resolution: 'duplicate', note: 'See the other' });
    await expect(assignIncident(asAda, id, ada.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('say which incident is missing', async () => {
    const missing = { code: 'not_found', message: 'There is no incident 999999.' };
    await expect(acknowledgeIncident(asAda, 999_999)).rejects.toMatchObject(missing);
    await expect(commentIncident(asAda, 999_999, 'hello')).rejects.toMatchObject(missing);
    await expect(getIncident(asAda, 999_999)).rejects.toMatchObject(missing);
  });
});
