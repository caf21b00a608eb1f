import { beforeAll, expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { invariant } from '#lib/platform/errors.ts';
import { acceptProposal } from '#lib/suites/proposals/decide.ts';
import { listProposals } from '#lib/suites/proposals/list.ts';
import { getProposal } from '#lib/suites/proposals/view.ts';
import { requireSuite } from '#lib/suites/read.ts';
import { planScreening } from '#lib/suites/screening/plan.ts';
import { startScreening } from '#lib/suites/screening/start.ts';
import { loadSuiteVersion, publishSuite } from '#lib/suites/store.ts';
import { CATEGORIES } from '#lib/suites/vocabulary.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type MadeEndpoint, makeEndpoint, makeUser, testContext } from '#lib/testing/factories.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { runTestWorker } from './testing.ts';

const database = testDatabase();
const watch = watchOn(database);
const gateway = runDemoGateway({ latencyMs: 0 });
runTestWorker(database);

const now = () => testContext(database.db, SYSTEM_ACTOR, new Date());
let canary = { suiteId: 0, versionId: 0 };

beforeAll(async () => {
  canary = await publishSuite(now(), await requireSuite('suites/canary'));
  await publishSuite(now(), await requireSuite('suites/candidates'));
});

/** A model of the demo gateway under watch by the shipped suite. */
async function watched(): Promise<MadeEndpoint> {
  const { endpoint } = await watch.endpoint(gateway.url(), { prompts: 1 });
  const { suiteId, versionId } = canary;
  await database.db.endpoint.update({ where: { id: endpoint.id }, data: { suiteId, concurrency: 20 } });
  return { endpoint, suiteId, versionId, prompts: [] };
}

it('screens the candidates, proposes a version with its evidence, and publishes it when a person accepts', {
  timeout: 120_000,
}, async () => {
  const { db } = database;
  const target = await watched();
  const endpointId = target.endpoint.id;
  await watch.run(target, { purpose: 'baseline' });

  const plan = await planScreening({ db }, endpointId);
  expect(plan).toMatchObject({ prompts: 56, repetitions: 5, refusal: null, estimate: { calls: 280 } });

  const { runId } = await startScreening(now(), endpointId);
  expect((await planScreening({ db }, endpointId)).refusal).toContain(`Run ${runId}`);
  const run = await watch.ended(runId, 90_000);
  expect(run).toMatchObject({ purpose: 'screening', verdict: 'calibrating', baselineId: null, pValue: null });
  expect(run.verdictReason).toMatch(
    /^Screened 51 short prompts: \d+ on the border, \d+ stable, \d+ too noisy, 0 unmeasured\.$/,
  );

  const { items } = await listProposals(db, { limit: 10, endpointId });
  expect(items).toMatchObject([{ runId, state: 'open', baseVersion: { id: canary.versionId, number: 1 } }]);
  const proposal = await getProposal(db, items[0]?.id ?? 0);
  expect(proposal.outdated).toBeNull();
  expect(proposal.endpoints).toContain(target.endpoint.name);
  const proposed = proposal.prompts.filter(({ change }) => change === 'kept' || change === 'added');
  const short = proposed.filter(({ stratum }) => stratum === 'short');
  expect([short.length, proposed.length]).toEqual([12, 20]);
  expect(short.filter(({ screening }) => screening?.kind === 'border')).toHaveLength(6);
  expect(short.filter(({ screening }) => screening?.kind === 'stable')).toHaveLength(6);
  expect(new Set(proposed.map(({ category }) => category))).toEqual(new Set(CATEGORIES));
  const kept = proposed.filter(({ stratum }) => stratum === 'behaviour');
  expect(kept.every(({ change, key }) => change === 'kept' && key.length > 0)).toBe(true);
  for (const { screening } of short) {
    invariant(screening, 'a short prompt was asked several times');
    expect(screening.answers.reduce((sum, { count }) => sum + count, 0)).toBe(screening.measured);
  }

  const person = await makeUser(db, { role: 'curator' });
  const actor = { kind: 'user', userId: person.id } as const;
  const accepted = await acceptProposal(testContext(db, actor), proposal.id, { reason: 'More border prompts' });
  expect(accepted).toMatchObject({ state: 'accepted', decidedBy: { id: person.id }, version: { number: 2 } });
  const version = await loadSuiteVersion(db, accepted.version?.id ?? 0);
  expect(version.suite.id).toBe(canary.suiteId);
  expect(version.prompts.map(({ spec }) => spec.id)).toEqual(proposed.map(({ key }) => key));
  const audits = await db.auditLog.findMany({ where: { userId: person.id }, orderBy: { id: 'asc' } });
  expect(audits.map(({ action }) => action)).toEqual(['suite.publish', 'proposal.accept']);
  expect(audits[1]?.summary).toContain('More border prompts');
});

it('proposes nothing when too few candidates could be measured, and says so', { timeout: 60_000 }, async () => {
  await gateway.call('POST', '/demo/faults', { model: '*', kind: 'content_filter' });
  try {
    const { endpoint } = await watched();
    const { runId } = await startScreening(now(), endpoint.id);
    expect(await watch.ended(runId, 50_000)).toMatchObject({
      verdict: 'unmeasured',
      verdictReason: expect.stringContaining('Too few prompts could be measured to propose a version'),
    });
    expect(await database.db.suiteProposal.count({ where: { runId } })).toBe(0);
  } finally {
    await gateway.call('DELETE', '/demo/faults');
  }
});

it('is not started beyond the budget of the endpoint', async () => {
  const { db } = database;
  const { endpoint } = await makeEndpoint(db, {
    inputUsdPerMillion: 1000,
    outputUsdPerMillion: 1000,
    runBudgetUsd: 0.01,
  });
  const plan = await planScreening({ db }, endpoint.id);
  expect(plan.refusal).toContain('Raise the budget');
  await expect(startScreening(now(), endpoint.id)).rejects.toMatchObject({ code: 'conflict' });
  expect(await db.run.count({ where: { endpointId: endpoint.id } })).toBe(0);
});
