import { expect, it } from 'vitest';
import type { GitRepository, Prisma } from '#generated/prisma/client.ts';
import { reportOf } from '#lib/channels/prompt/report/testing.ts';
import { readSuiteAt } from '#lib/channels/prompt/repository/read-suite.ts';
import { incidentChange } from '#lib/contract/incidents.ts';
import { storableJson } from '#lib/runs/storable.ts';
import { expectExactly } from '#lib/testing/contract.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeIncident } from '#lib/testing/factories.ts';
import { makeGoldenRun, makeRepository } from '#lib/testing/golden-factories.ts';
import { goldenWatchOn } from '#lib/testing/golden-watch.ts';
import { getIncidentChange } from './change.ts';

const database = testDatabase();
const golden = goldenWatchOn(database);
const report = (({ tasks: _, ...rest }) => storableJson(rest) as Prisma.InputJsonValue)(reportOf());
const main = { branch: 'main', report };

/** An incident that runs at these commits saw. */
async function seenAt(repository: GitRepository, ...commits: string[]): Promise<number> {
  const { db } = database;
  const { id } = await makeIncident(db, { channel: 'prompt' });
  for (const headCommit of commits) {
    const run = await makeGoldenRun(db, repository, { verdict: 'fail', headCommit, ...main });
    await db.incidentGoldenRun.create({ data: { incidentId: id, runId: run.id } });
  }
  return id;
}

it('lists the commits of the prompt since the last golden run that passed, with links to the forge', async () => {
  const { db } = database;
  const { repository, server } = await golden.repository('http://gateway.test');
  const forge = { forge: 'github', forgeProject: 'acme/bots' } as const;
  await db.gitRepository.update({ where: { id: repository.id }, data: forge });
  const good = server.git('rev-parse', 'main');
  server.commit({ 'README.md': 'More.\n' });
  const guilty = golden.changePrompt(server, 'Be rude.\n');
  const bad = server.commit({ 'README.md': 'Yet more.\n' });
  const later = golden.changePrompt(server, 'Be ruder.\n');
  await readSuiteAt({ db, now: () => new Date() }, repository.id);
  await makeGoldenRun(db, repository, { verdict: 'pass', headCommit: good, ...main });
  await makeGoldenRun(db, repository, { verdict: 'pass', headCommit: later, ...main, branch: 'topic' });
  const incidentId = await seenAt(repository, bad, later);

  const change = await getIncidentChange(db, incidentId);
  expectExactly(incidentChange, change);
  expect(change).toMatchObject({
    summary: expect.stringMatching(/passed last at .* 1 of 3 commits in between touched prompts\/support.md/),
    lastGood: { commit: good, by: 'passed' },
    firstBad: { commit: bad },
    commits: [
      { commit: guilty, author: 'Dev', subject: 'Change', url: `https://github.com/acme/bots/commit/${guilty}` },
    ],
    compareUrl: `https://github.com/acme/bots/compare/${good}...${bad}`,
  });
});

it('says so where the copy lacks the commits, and where nothing passed before', async () => {
  const repository = await makeRepository(database.db, { url: 'file:///nowhere/at-all.git' });
  const alone = await getIncidentChange(database.db, await seenAt(repository, 'b'.repeat(40)));
  expect(alone).toMatchObject({
    lastGood: null,
    commits: null,
    summary: expect.stringMatching('no commit to compare'),
  });
  await makeGoldenRun(database.db, repository, { verdict: 'pass', headCommit: 'a'.repeat(40), ...main });
  expect(await getIncidentChange(database.db, await seenAt(repository, 'c'.repeat(40)))).toMatchObject({
    commits: null,
    compareUrl: null,
    summary: expect.stringMatching(/ask git for a{12}\.\.c{12}/),
  });
});

it('is not found for an incident that no golden run saw', async () => {
  const { id } = await makeIncident(database.db, { channel: 'code' });
  await expect(getIncidentChange(database.db, id)).rejects.toMatchObject({ code: 'not_found' });
});
