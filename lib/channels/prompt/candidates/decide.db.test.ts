import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { candidateDetail, candidateSummary } from '#lib/contract/candidates.ts';
import { page } from '#lib/contract/common.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { makeCandidate } from '#lib/testing/candidate-factories.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeUser, TEST_NOW, testContext } from '#lib/testing/factories.ts';
import { type GitServer, makeGitServer, taskYaml } from '#lib/testing/git-server.ts';
import { makeRepository } from '#lib/testing/golden-factories.ts';
import { approveCandidate, mergeCandidate } from './approve.ts';
import { checkCandidateDraft, rejectCandidate, saveCandidateDraft } from './edit.ts';
import { getCandidate } from './queries/detail.ts';
import { listCandidates } from './queries/list.ts';
import { reopenCandidate } from './reopen.ts';
import { retryPublication } from './retry-publication.ts';

const database = testDatabase();
const data = temporaryFolder('data');
adoptEnvironment({ TIDEMARK_DATA: data });

let server: GitServer;
let repositoryId: number;
beforeAll(async () => {
  server = makeGitServer();
  ({ id: repositoryId } = await makeRepository(database.db, { url: server.url }));
});
afterAll(() => {
  server.remove();
  rmSync(data, { recursive: true, force: true });
});

async function curator(name: string) {
  const user = await makeUser(database.db, { name, role: 'curator' });
  return testContext(database.db, { kind: 'user', userId: user.id });
}

const candidate = (draft?: string) =>
  makeCandidate(database.db, { repositoryId, ...(draft === undefined ? {} : { draft }) });

it('of two curators the second is told who was first', async () => {
  const [ann, ben] = [await curator('Ann'), await curator('Ben')];
  const { id } = await candidate();
  const results = await Promise.allSettled([
    approveCandidate(ann, id, { revision: 0 }),
    approveCandidate(ben, id, { revision: 0 }),
    rejectCandidate(ben, id, { revision: 0, reason: 'not ours' }),
  ]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    expect(result.reason).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^(Ann|Ben) (approved|rejected) candidate/),
    });
  }
  const { state } = await getCandidate(database.db, id);
  expect(await database.db.publication.count({ where: { candidateId: id } })).toBe(state === 'approved' ? 1 : 0);
});

it('an edit in between is named, and nothing is overwritten', async () => {
  const [ann, ben] = [await curator('Ann'), await curator('Ben')];
  const { id } = await candidate();
  expect(await saveCandidateDraft(ann, id, { draft: 'id: [', revision: 0 })).toMatchObject({
    revision: 1,
    editedBy: { name: 'Ann' },
    problems: [{ line: 1 }],
    target: null,
  });
  const told = { code: 'conflict', message: expect.stringMatching(/^Ann changed the draft .* revision 1 now/) };
  await expect(saveCandidateDraft(ben, id, { draft: 'x', revision: 0 })).rejects.toMatchObject(told);
  await expect(rejectCandidate(ben, id, { reason: 'because', revision: 0 })).rejects.toMatchObject(told);
  await expect(approveCandidate(ben, id, { revision: 0 })).rejects.toMatchObject(told);
  await expect(approveCandidate(ben, id, { revision: 1 })).rejects.toMatchObject({ code: 'invalid_input' });
  expect(await getCandidate(database.db, id)).toMatchObject({ state: 'pending', draft: 'id: [', publication: null });
});

it.each([
  ['../../etc/passwd', /"id" must/],
  ['../refund', /"id" must/],
  ['a/b', /"id" must/],
  ['.git', /"id" must/],
  ['Refund', /"id" must/],
  ['refund', /already a task refund/],
])('an id %s is refused before git is asked', async (id, message) => {
  const ann = await curator('Ann');
  const { id: candidateId } = await candidate(taskYaml(JSON.stringify(id)));
  await expect(approveCandidate(ann, candidateId, { revision: 0 })).rejects.toMatchObject({
    message: expect.stringMatching(message),
  });
  expect(await getCandidate(database.db, candidateId)).toMatchObject({ state: 'pending', publication: null });
});

it('a task for an agent that the repository lacks is refused', async () => {
  const ann = await curator('Ann');
  const { id } = await candidate(taskYaml('other').replace('[support]', '[sales]'));
  await expect(approveCandidate(ann, id, { revision: 0 })).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('no agent "sales"; it has support'),
  });
});

it('a merge into a task that is not there, or that changes nothing, is refused', async () => {
  const ann = await curator('Ann');
  const { id } = await candidate();
  const body = { commitSha: server.git('rev-parse', 'main'), reason: 'same case', revision: 0 };
  const merge = (taskId: string, content: string) => mergeCandidate(ann, id, { ...body, taskId, content });
  await expect(merge('nowhere', taskYaml('nowhere'))).rejects.toMatchObject({ code: 'not_found' });
  await expect(merge('refund', taskYaml('refund'))).rejects.toMatchObject({
    message: expect.stringContaining('changes nothing'),
  });
  await expect(merge('refund', taskYaml('other'))).rejects.toMatchObject({ code: 'invalid_input' });
  expect(await getCandidate(database.db, id)).toMatchObject({ state: 'pending' });
});

it('checks a draft without storing it', async () => {
  const { id, draft } = await candidate();
  expect(await checkCandidateDraft(database.db, id, { draft })).toEqual({ problems: [] });
  expect((await checkCandidateDraft(database.db, id, { draft: 'title: 3' })).problems[0]).toMatchObject({ line: 1 });
  await expect(checkCandidateDraft(database.db, 999_999, { draft })).rejects.toMatchObject({ code: 'not_found' });
});

it('checks a draft beside the suite as it was read last, and an edit of its task too', async () => {
  const { id } = await candidate(taskYaml('refund'));
  const content = { agents: [{ name: 'support' }], tasks: [{ id: 'refund', path: 'evals/golden/refund.yaml' }] };
  const suite = { repositoryId, commitSha: 'c'.repeat(40), readAt: TEST_NOW, content };
  await database.db.goldenSuite.create({ data: suite });
  const taken = [{ line: 1, reason: expect.stringContaining('already') }];
  expect(await getCandidate(database.db, id)).toMatchObject({ problems: taken });
  const draft = taskYaml('refund');
  expect(await checkCandidateDraft(database.db, id, { draft })).toMatchObject({ problems: taken });
  expect(await checkCandidateDraft(database.db, id, { draft, taskId: 'refund' })).toEqual({ problems: [] });
  await database.db.goldenSuite.delete({ where: { repositoryId } });
});

it('lists what waits by score and the rest by age, page by page', async () => {
  await database.db.publication.deleteMany();
  await database.db.candidate.deleteMany();
  for (const score of [0.5, 0.1, 0.3, 0.1]) await makeCandidate(database.db, { repositoryId, score });
  const first = await listCandidates(database.db, { state: 'pending', limit: 3 });
  expectExactly(page(candidateSummary), first);
  expect(first.items.map(({ score }) => score)).toEqual([0.1, 0.1, 0.3]);
  const second = await listCandidates(database.db, { state: 'pending', limit: 3, cursor: first.nextCursor ?? '' });
  expect(second).toMatchObject({ items: [{ score: 0.5, excerpt: 'May I have my money back?' }], nextCursor: null });
  const all = await listCandidates(database.db, { limit: 2 });
  const rest = await listCandidates(database.db, { limit: 2, cursor: all.nextCursor ?? '' });
  expect([...all.items, ...rest.items].map(({ score }) => score)).toEqual([0.1, 0.3, 0.1, 0.5]);
  await expect(listCandidates(database.db, { limit: 2, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_input' });
});

it('a publication can be tried again until it is on its way', async () => {
  const ann = await curator('Ann');
  const { id } = await candidate(taskYaml('again'));
  await expect(retryPublication(ann, id)).rejects.toMatchObject({ code: 'not_found' });
  await approveCandidate(ann, id, { revision: 0 });
  const again = await retryPublication(ann, id);
  expectExactly(candidateDetail, again);
  expect(again).toMatchObject({ publication: { state: 'pending' }, decidedBy: { name: 'Ann' } });
  await database.db.publication.update({ where: { candidateId: id }, data: { state: 'merged', commitSha: 'c' } });
  await expect(retryPublication(ann, id)).rejects.toMatchObject({ code: 'conflict' });
});

it('what was rejected is taken back into the queue, once, and whoever saw it before is told', async () => {
  const [ann, ben] = [await curator('Ann'), await curator('Ben')];
  const { id } = await candidate();
  const asked = { reason: '', revision: 0 };
  await expect(reopenCandidate(ann, id, asked)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('in the queue'),
  });
  await rejectCandidate(ann, id, { reason: 'not ours', revision: 0 });
  const results = await Promise.allSettled([reopenCandidate(ann, id, asked), reopenCandidate(ben, id, asked)]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const back = await getCandidate(database.db, id);
  expectExactly(candidateDetail, back);
  expect(back).toMatchObject({ state: 'pending', revision: 1, decidedBy: null, decisionReason: '' });
  await expect(rejectCandidate(ben, id, { reason: 'late', revision: 0 })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('taken back into the queue'),
  });
  await approveCandidate(ann, id, { revision: 1 });
  await expect(reopenCandidate(ann, id, { reason: '', revision: 1 })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('not pushed yet'),
  });
});
