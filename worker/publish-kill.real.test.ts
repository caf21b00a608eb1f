import { appendFileSync, chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { approveCandidate } from '#lib/channels/prompt/candidates/approve.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { makeCandidate } from '#lib/testing/candidate-factories.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeUser, testContext } from '#lib/testing/factories.ts';
import { makeGitServer, taskYaml } from '#lib/testing/git-server.ts';
import { makeRepository } from '#lib/testing/golden-factories.ts';
import { kill, workerProcesses } from '#lib/testing/worker-process.ts';

const CANDIDATES = 12;
const KILLS = 8;
/** A worker lives this long at most once it takes jobs, in milliseconds. */
const MAX_LIFE_MS = 1_500;

const database = testDatabase();
const workers = workerProcesses(database);
const data = temporaryFolder('data');
adoptEnvironment({ TIDEMARK_DATA: data });
const server = makeGitServer();
const pushes = join(server.folder, 'pushes');
afterAll(() => {
  server.remove();
  rmSync(data, { recursive: true, force: true });
});

/** Slow enough for kills to hit a push, and keeps count of what arrived. */
function countPushes(): void {
  appendFileSync(pushes, '');
  for (const [hook, script] of [
    ['pre-receive', 'sleep 0.2'],
    ['post-receive', `while read old new ref; do echo "$ref" >> '${pushes}'; done; sleep 0.2`],
  ] as const) {
    const path = join(server.folder, 'hooks', hook);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }
}

it(`pushes every approved candidate once although its worker is killed at ${KILLS} random moments`, {
  timeout: 180_000,
}, async () => {
  const { db } = database;
  const repository = await makeRepository(db, { url: server.url });
  const user = await makeUser(db, { role: 'curator' });
  const ctx = testContext(db, { kind: 'user', userId: user.id }, new Date());
  for (let at = 0; at < CANDIDATES; at += 1) {
    const { id } = await makeCandidate(db, { repositoryId: repository.id, draft: taskYaml(`case-${at}`) });
    await approveCandidate(ctx, id, { revision: 0 });
  }
  countPushes();
  for (let round = 0; round < KILLS; round += 1) {
    const worker = await workers.start({ env: { TIDEMARK_DATA: data } });
    await sleep(Math.random() * MAX_LIFE_MS);
    await kill(worker);
  }
  await workers.start({ env: { TIDEMARK_DATA: data } });
  const pushed = () => db.publication.count({ where: { state: 'pushed' } });
  await expect.poll(pushed, { timeout: 120_000, interval: 500 }).toBe(CANDIDATES);

  const arrived = readFileSync(pushes, 'utf8').trim().split('\n');
  const rows = await db.publication.findMany();
  expect(arrived.toSorted()).toEqual(rows.map(({ branch }) => `refs/heads/${branch}`).toSorted());
  for (const { branch, commitSha } of rows) {
    expect(server.git('rev-parse', branch)).toBe(commitSha);
    expect(server.git('rev-list', '--count', `main..${branch}`)).toBe('1');
  }
  expect(await db.auditLog.count({ where: { action: 'candidate.push' } })).toBe(CANDIDATES);
});
