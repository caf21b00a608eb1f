import { beforeAll, expect, it } from 'vitest';
import type { User } from '#generated/prisma/client.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeRun, makeSuiteVersion, makeUser, testContext } from '#lib/testing/factories.ts';
import { specFor } from '#lib/testing/prompts.ts';
import type { ProposalContent } from '../screening/content.ts';
import { planScreening } from '../screening/plan.ts';
import { acceptProposal, rejectProposal } from './decide.ts';
import { listProposals } from './list.ts';
import { getProposal } from './view.ts';

const database = testDatabase();
let curator: User;
beforeAll(async () => {
  curator = await makeUser(database.db, { role: 'curator' });
});

const ctx = () => testContext(database.db, { kind: 'user', userId: curator.id });
const because = { reason: 'It probes more' };

/** An open proposal that replaces the second of two prompts. */
async function proposed() {
  const { db } = database;
  const target = await makeEndpoint(db, {}, await makeSuiteVersion(db, { promptKeys: ['stays', 'goes'] }));
  const run = await makeRun(db, target, { purpose: 'screening', verdict: 'calibrating', repetitions: 5 });
  const prompt = (key: string, change: ProposalContent['prompts'][number]['change']) => ({
    spec: specFor(key),
    change,
    screening: null,
    reason: 'As the test wants it.',
  });
  const content: ProposalContent = {
    baseVersionId: target.versionId,
    repetitions: 5,
    warnings: [],
    prompts: [
      prompt('stays', 'kept'),
      prompt('comes', 'added'),
      prompt('goes', 'removed'),
      prompt('other', 'passed_over'),
    ],
  };
  const data = { endpointId: target.endpoint.id, runId: run.id, content: { ...content } };
  const { id } = await db.suiteProposal.create({ data });
  return { id, target };
}

const versionsOf = (suiteId: number) =>
  database.db.suiteVersion.findMany({ where: { suiteId }, orderBy: { number: 'asc' }, include: { prompts: true } });

it('an accepted proposal becomes the next version, under the name of who accepted it', async () => {
  const { id, target } = await proposed();
  expect(await getProposal(database.db, id)).toMatchObject({
    state: 'open',
    added: 1,
    removed: 1,
    kept: 1,
    outdated: null,
  });
  expect(await acceptProposal(ctx(), id, because)).toMatchObject({
    state: 'accepted',
    reason: because.reason,
    decidedBy: { id: curator.id, name: curator.name },
    version: { number: 2 },
  });
  const [, second] = await versionsOf(target.suiteId);
  expect(second).toMatchObject({ number: 2, publishedBy: curator.id });
  expect(second?.prompts.map(({ key }) => key).sort()).toEqual(['comes', 'stays']);
});

it('a rejected one leaves the suite as it is, and another screening may start', async () => {
  const { db } = database;
  const { id, target } = await proposed();
  await db.suite.create({
    data: { key: 'candidates', title: 'Candidates', versions: { create: { number: 1, contentHash: 'a'.repeat(64) } } },
  });
  expect((await planScreening({ db }, target.endpoint.id)).refusal).toContain(`Proposal ${id} is open`);
  expect(await rejectProposal(ctx(), id, because)).toMatchObject({ state: 'rejected', version: null });
  expect(await versionsOf(target.suiteId)).toHaveLength(1);
  expect((await planScreening({ db }, target.endpoint.id)).refusal).not.toContain('Proposal');
  const audit = await db.auditLog.findFirstOrThrow({ where: { action: 'proposal.reject', subjectId: String(id) } });
  expect(audit.summary).toContain(because.reason);
});

it('is decided once, also by two people at the same moment', async () => {
  const { id, target } = await proposed();
  const decisions = await Promise.allSettled([
    acceptProposal(ctx(), id, because),
    acceptProposal(ctx(), id, because),
    rejectProposal(ctx(), id, because),
  ]);
  expect(decisions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const decision of decisions) {
    if (decision.status === 'rejected') expect(decision.reason).toMatchObject({ code: 'conflict' });
  }
  expect((await versionsOf(target.suiteId)).length).toBeLessThanOrEqual(2);
});

it('cannot be accepted once the suite has another version, and says so before', async () => {
  const { id, target } = await proposed();
  await makeSuiteVersion(database.db, { suiteId: target.suiteId, number: 2, promptKeys: ['new'] });
  expect((await getProposal(database.db, id)).outdated).toContain('version 2 is in force now');
  await expect(acceptProposal(ctx(), id, because)).rejects.toMatchObject({ code: 'conflict' });
  expect(await getProposal(database.db, id)).toMatchObject({ state: 'open' });
  await rejectProposal(ctx(), id, because);
});

it('lists the newest first, by endpoint, suite and state', async () => {
  const { db } = database;
  const [one, two] = [await proposed(), await proposed()];
  await rejectProposal(ctx(), one.id, because);
  const idsOf = async (filter: object) => (await listProposals(db, { limit: 50, ...filter })).items.map(({ id }) => id);
  expect((await idsOf({})).slice(0, 2)).toEqual([two.id, one.id]);
  expect(await idsOf({ endpointId: one.target.endpoint.id })).toEqual([one.id]);
  expect(await idsOf({ suiteId: two.target.suiteId, state: 'open' })).toEqual([two.id]);
  expect(await idsOf({ suiteId: two.target.suiteId, state: 'rejected' })).toEqual([]);
  const page = await listProposals(db, { limit: 1 });
  const next = await listProposals(db, { limit: 1, cursor: page.nextCursor ?? '' });
  expect([page.items[0]?.id, next.items[0]?.id]).toEqual([two.id, one.id]);
  await expect(getProposal(db, 9_999)).rejects.toMatchObject({ code: 'not_found' });
});
