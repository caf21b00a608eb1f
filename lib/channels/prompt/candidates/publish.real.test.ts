import { renameSync, rmSync } from 'node:fs';
import { afterAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { Forge } from '#lib/forge/types.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { makeCandidate } from '#lib/testing/candidate-factories.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeUser, TEST_NOW, testContext } from '#lib/testing/factories.ts';
import { type GitServer, makeGitServer, SAMPLE_FILES, taskYaml } from '#lib/testing/git-server.ts';
import { makeRepository } from '#lib/testing/golden-factories.ts';
import { sealRepositoryToken } from '../repository/access.ts';
import { readSuiteAt } from '../repository/read-suite.ts';
import { approveCandidate, getMergeTarget, mergeCandidate } from './approve.ts';
import { followPublications } from './follow.ts';
import { lookAtPublication } from './look.ts';
import { publishCandidate } from './publish.ts';
import { reopenCandidate } from './reopen.ts';

const database = testDatabase();
const data = temporaryFolder('data');
adoptEnvironment({ TIDEMARK_DATA: data, TIDEMARK_ENCRYPTION_KEY: '0'.repeat(64) });
afterAll(() => rmSync(data, { recursive: true, force: true }));

const NEVER = new AbortController().signal;

let server: GitServer;
let repositoryId: number;
beforeEach(async () => {
  const made = makeGitServer();
  server = made;
  onTestFinished(() => made.remove());
  ({ id: repositoryId } = await makeRepository(database.db, { url: server.url }));
});

async function curator(name = 'Ann Ash') {
  const user = await makeUser(database.db, { name, role: 'curator' });
  return { user, ctx: testContext(database.db, { kind: 'user', userId: user.id }) };
}

async function approved(draft: string = taskYaml('case')) {
  const { ctx, user } = await curator();
  const candidate = await makeCandidate(database.db, { repositoryId, draft });
  await approveCandidate(ctx, candidate.id, { revision: 0 });
  return { id: candidate.id, branch: `tidemark/golden/case-${candidate.id}`, candidate, user };
}

const publish = (id: number, openForge?: () => Promise<Forge>) =>
  publishCandidate({ ctx: { db: database.db, now: () => TEST_NOW }, openForge }, id, NEVER);
const follow = (openForge?: () => Promise<Forge>, now = TEST_NOW) =>
  followPublications({ ctx: { db: database.db, now: () => now }, openForge }, NEVER);
const publication = (candidateId: number) => database.db.publication.findUniqueOrThrow({ where: { candidateId } });
const jobs = () => database.db.$queryRaw<{ key: string }[]>`
  SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'candidates.publish'`;

it('an approval puts the file on a branch, under the curator’s name and with its origin', async () => {
  const { id, branch, candidate, user } = await approved(`# keep me\n${taskYaml('case')}`);
  expect(await jobs()).toContainEqual({ key: `candidate:${id}:publish` });
  await publish(id);
  const { commitSha, state, lastError } = await publication(id);
  expect({ state, lastError, commitSha }).toEqual({
    state: 'pushed',
    lastError: null,
    commitSha: server.git('rev-parse', branch),
  });
  const text = server.git('show', `${branch}:evals/golden/case.yaml`);
  expect(text).toContain('# keep me');
  expect(text).toContain(`traceUrl: ${candidate.traceUrl}`);
  expect(text).toContain('approvedBy: Ann Ash');
  expect(server.git('log', '-1', '--format=%an|%ae|%cn|%at', branch)).toBe(
    `Ann Ash|${user.email}|Tidemark|${TEST_NOW.getTime() / 1000}`,
  );
  expect(server.git('diff', '--name-status', `main...${branch}`)).toBe('A\tevals/golden/case.yaml');
  expect(server.git('log', '-1', '--format=%B', branch)).toContain(`Tidemark-Candidate: ${id}`);
});

it('is pushed once however often and however broken off it is published', async () => {
  const { id, branch } = await approved();
  await Promise.all([publish(id), publish(id)]);
  const first = server.git('rev-parse', branch);
  // As a process leaves it that was killed after the push.
  await database.db.publication.update({ where: { candidateId: id }, data: { state: 'pending', commitSha: null } });
  server.commit({ 'README.md': 'main went on' });
  rmSync(data, { recursive: true });
  server.refuse('nothing may be pushed now');
  await publish(id);
  expect(server.git('rev-parse', branch)).toBe(first);
  expect(await publication(id)).toMatchObject({ state: 'pushed', commitSha: first });
});

it('keeps what people added to the branch, and takes it for pushed', async () => {
  const { id, branch } = await approved();
  await publish(id);
  const { commitSha } = await publication(id);
  server.git('update-ref', 'refs/heads/main', branch);
  const later = server.commit({ 'evals/golden/case.yaml': taskYaml('case', 'tags: [mended]\n') }, 'mended');
  server.git('update-ref', 'refs/heads/main', `${commitSha}^`);
  server.git(
    'update-ref',
    `refs/heads/${branch}`,
    server.git('commit-tree', `${later}^{tree}`, '-p', commitSha ?? '', '-m', 'x'),
  );
  await database.db.publication.update({ where: { candidateId: id }, data: { state: 'pending', commitSha: null } });
  await publish(id);
  expect(await publication(id)).toMatchObject({ state: 'pushed', commitSha });
});

it('does not overwrite a branch of the same name', async () => {
  const { id, branch } = await approved();
  const theirs = server.commit({ 'x.txt': 'theirs' }, branch);
  await publish(id);
  expect(server.git('rev-parse', branch)).toBe(theirs);
  expect(await publication(id)).toMatchObject({
    state: 'pending',
    blocked: true,
    lastError: expect.stringContaining('other content'),
  });
  server.git('branch', '-D', branch);
  await publish(id);
  expect(await publication(id)).toMatchObject({ state: 'pushed', blocked: false, lastError: null });
});

it('stays pending with the server’s words while a hook refuses the push', async () => {
  const { id } = await approved();
  server.refuse('only on Mondays');
  await publish(id);
  expect(await publication(id)).toMatchObject({
    state: 'pending',
    blocked: true,
    attempts: 1,
    lastError: expect.stringContaining('only on Mondays'),
  });
  server.accept();
  await database.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await follow(undefined, new Date(TEST_NOW.getTime() + 2 * 3_600_000));
  expect(await jobs()).toEqual([{ key: `candidate:${id}:publish` }]);
  await publish(id);
  expect(await publication(id)).toMatchObject({ state: 'pushed', attempts: 1 });
});

it('can be approved while the server is away, and is pushed when it is back', async () => {
  await readSuiteAt({ db: database.db, now: () => TEST_NOW }, repositoryId);
  renameSync(server.folder, `${server.folder}.away`);
  const { id, branch } = await approved(taskYaml('case'));
  // Thrown, so that the job is tried again soon.
  await expect(publish(id)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await publication(id)).toMatchObject({
    state: 'pending',
    blocked: false,
    lastError: expect.stringContaining('no git repository'),
  });
  renameSync(`${server.folder}.away`, server.folder);
  await publish(id);
  expect(server.git('rev-parse', branch)).toBe((await publication(id)).commitSha);
});

it('main going on does not hinder it; a merge without a forge is seen', async () => {
  const { id, branch } = await approved();
  server.commit({ 'evals/golden/refund.yaml': taskYaml('refund', 'tags: [x]\n') });
  await publish(id);
  await follow();
  expect(await publication(id)).toMatchObject({ state: 'pushed' });
  server.commit({ 'evals/golden/case.yaml': `${server.git('show', `${branch}:evals/golden/case.yaml`)}\n` });
  server.git('branch', '-D', branch);
  await follow();
  expect(await publication(id)).toMatchObject({ state: 'merged' });
  await database.db.publication.update({ where: { candidateId: id }, data: { state: 'pending', commitSha: null } });
  await publish(id);
  expect(await publication(id)).toMatchObject({ state: 'merged' });
  expect(server.git('branch', '--list', branch)).toBe('');
});

it('a pushed branch that is deleted is closed, and one that is merged with changes is merged', async () => {
  const { id, branch } = await approved();
  await publish(id);
  const { commitSha } = await publication(id);
  server.git('branch', '-D', branch);
  await follow();
  expect(await publication(id)).toMatchObject({ state: 'closed' });
  server.git('branch', branch, commitSha ?? '');
  await follow();
  expect(await publication(id)).toMatchObject({ state: 'pushed' });
  const tree = server.git('rev-parse', 'main^{tree}');
  const merge = server.git('commit-tree', tree, '-p', 'main', '-p', commitSha ?? '', '-m', 'Merge');
  server.git('update-ref', 'refs/heads/main', merge);
  await follow();
  expect(await publication(id)).toMatchObject({ state: 'merged' });
});

it('two drafts with one id do not both go on their way', async () => {
  await approved();
  const { ctx } = await curator('Ben');
  const { id } = await makeCandidate(database.db, { repositoryId, draft: taskYaml('case') });
  await expect(approveCandidate(ctx, id, { revision: 0 })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('on its way'),
  });
  expect(await database.db.candidate.findUnique({ where: { id } })).toMatchObject({ state: 'pending' });
});

it('says that a rewritten history took its base away', async () => {
  const { id } = await approved();
  const orphan = server.git('commit-tree', 'main^{tree}', '-m', 'anew');
  server.git('update-ref', 'refs/heads/main', orphan);
  server.git('reflog', 'expire', '--expire=now', '--all');
  server.git('gc', '--quiet', '--prune=now');
  rmSync(data, { recursive: true });
  await publish(id);
  expect(await publication(id)).toMatchObject({ blocked: true, lastError: expect.stringContaining('rewritten') });
});

it('opens one pull request and follows it', async () => {
  await database.db.gitRepository.update({
    where: { id: repositoryId },
    data: {
      forge: 'gitea',
      forgeUrl: 'https://git.test',
      forgeProject: 'acme/agents',
      encryptedToken: sealRepositoryToken(repositoryId, 'tok'),
    },
  });
  const openPullRequest = vi.fn<Forge['openPullRequest']>();
  const pullRequestState = vi.fn<Forge['pullRequestState']>();
  const forge = async () => ({ openPullRequest, pullRequestState, upsertComment: vi.fn(), check: vi.fn() });
  const { id, branch } = await approved();
  openPullRequest.mockRejectedValueOnce(new TidemarkError('unavailable', 'The forge is down.'));
  await expect(publish(id, forge)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await publication(id)).toMatchObject({ state: 'pushed', blocked: false, lastError: 'The forge is down.' });
  openPullRequest.mockResolvedValue({ number: 7, url: 'https://git.test/acme/agents/pulls/7', state: 'open' });
  await publish(id, forge);
  await publish(id, forge);
  expect(openPullRequest).toHaveBeenCalledTimes(2);
  expect(openPullRequest).toHaveBeenLastCalledWith({
    branch,
    base: 'main',
    title: 'Golden task case',
    body: expect.stringContaining('Ann Ash'),
  });
  expect(await publication(id)).toMatchObject({ state: 'open', pullRequestNumber: 7, lastError: null });
  for (const state of ['closed', 'open', 'merged'] as const) {
    pullRequestState.mockResolvedValueOnce(state);
    await follow(forge);
    expect(await publication(id)).toMatchObject({ state });
  }
  await follow(forge);
  expect(pullRequestState).toHaveBeenCalledTimes(3);
  expect(
    await database.db.auditLog.findMany({ where: { subjectId: String(id) }, orderBy: { id: 'asc' } }),
  ).toMatchObject([
    { action: 'candidate.approve', actorKind: 'user' },
    { action: 'candidate.push', actorKind: 'system' },
    { action: 'candidate.pull_request', actorKind: 'system' },
  ]);
});

it('a closed one goes back into the queue, and from there to a branch of its own', async () => {
  const { id, branch } = await approved();
  const { ctx } = await curator('Ben');
  await publish(id);
  const first = server.git('rev-parse', branch);
  const asked = { reason: 'The title was wrong', revision: 0 };
  await expect(reopenCandidate(ctx, id, asked)).rejects.toMatchObject({ code: 'conflict' });
  await database.db.publication.update({ where: { candidateId: id }, data: { state: 'closed' } });
  const back = await reopenCandidate(ctx, id, asked);
  expect(back).toMatchObject({ state: 'pending', publication: null, target: { branch: `${branch}.2` } });
  await publish(id);
  const { revision } = back;
  await approveCandidate(ctx, id, { revision });
  await Promise.all([publish(id), publish(id)]);
  expect(await publication(id)).toMatchObject({ state: 'pushed', branch: `${branch}.2` });
  expect(server.git('rev-parse', branch)).toBe(first);
  expect(server.git('for-each-ref', '--format=%(refname:short)', 'refs/heads/tidemark').split('\n')).toEqual([
    branch,
    `${branch}.2`,
  ]);
  const { summary } = await database.db.auditLog.findFirstOrThrow({
    where: { subjectId: String(id), action: 'candidate.reopen' },
  });
  expect(summary).toBe(`Took candidate ${id}, which had ${branch} closed, back into the queue: The title was wrong`);
});

it('is looked at by hand, but not more often than the server should be asked', async () => {
  const { id, branch } = await approved();
  const { user } = await curator('Ben');
  const look = (seconds: number) => {
    const now = () => new Date(TEST_NOW.getTime() + seconds * 1000);
    return lookAtPublication({ ...testContext(database.db, { kind: 'user', userId: user.id }), now }, id);
  };
  await expect(look(0)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('not pushed yet') });
  await publish(id);
  server.git('branch', '-D', branch);
  expect(await look(0)).toMatchObject({ publication: { state: 'closed' } });
  await expect(look(5)).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 10 });
  renameSync(server.folder, `${server.folder}.away`);
  expect(await look(20)).toMatchObject({ publication: { state: 'closed', lastError: expect.any(String) } });
  renameSync(`${server.folder}.away`, server.folder);
});

it('merges a candidate into a task by editing the file the curator saw', async () => {
  const { ctx } = await curator();
  const { id } = await makeCandidate(database.db, { repositoryId });
  const target = await getMergeTarget(ctx, id, 'refund');
  expect(target.text).toBe(SAMPLE_FILES['evals/golden/refund.yaml']);
  server.commit({ 'README.md': 'main went on' });
  const content = `${target.text}tags: [angry]\n`;
  const body = { taskId: 'refund', content, commitSha: target.commitSha, reason: 'Same question', revision: 0 };
  await mergeCandidate(ctx, id, body);
  await publish(id);
  const branch = `tidemark/golden/refund-${id}`;
  expect(server.git('show', `${branch}:evals/golden/refund.yaml`)).toBe(content.trimEnd());
  expect(server.git('rev-parse', `${branch}^`)).toBe(target.commitSha);
});

it('an odd name still makes a commit', async () => {
  const { ctx, user } = await curator(' <> \n');
  const { id } = await makeCandidate(database.db, { repositoryId, draft: taskYaml('case') });
  await approveCandidate(ctx, id, { revision: 0 });
  await publish(id);
  expect(server.git('log', '-1', '--format=%an', `tidemark/golden/case-${id}`)).toBe(user.email);
});

it('never writes through a link of the repository', async () => {
  const { id } = await approved();
  const base = server.commit({ 'evals/golden': { link: '/tmp' } }, 'linked');
  await database.db.publication.update({ where: { candidateId: id }, data: { baseCommit: base } });
  await publish(id);
  expect(await publication(id)).toMatchObject({
    blocked: true,
    lastError: 'evals/golden is a link in the repository, so evals/golden/case.yaml cannot be written.',
  });
});
