import { expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeRun, makeSuiteVersion, testContext } from '#lib/testing/factories.ts';
import { startRun, startRunIn } from './start-run.ts';

const database = testDatabase();
const ctx = () => testContext(database.db, SYSTEM_ACTOR);
const NIGHT = new Date('2026-05-10T00:00:00Z');

const runOf = (id: number) => database.db.run.findUniqueOrThrow({ where: { id } });

it('a check follows the plan of its endpoint and keeps its budget', async () => {
  const strata = ['short', 'short', 'behaviour'] as const;
  const version = await makeSuiteVersion(database.db, { promptKeys: ['a', 'b', 'c'], strata });
  const prices = { inputUsdPerMillion: 1, outputUsdPerMillion: 2 };
  const { endpoint } = await makeEndpoint(database.db, { ...prices, runBudgetUsd: 0.5, concurrency: 3 }, version);
  const { runId } = await startRun(ctx(), { endpointId: endpoint.id, purpose: 'check', trigger: 'manual' });
  expect(await runOf(runId)).toMatchObject({
    plan: 'standard',
    shortRepetitions: 3,
    behaviourRepetitions: 1,
    plannedSamples: 7,
    budgetUsd: 0.5,
    budgetSpentUsd: 0,
    lanes: 3,
    estimatedCompletionTokens: 7 * 64,
    estimatedPromptTokens: expect.any(Number),
    estimatedCostUsd: expect.any(Number),
  });
});

it('a confirmation asks the version of its check, in the transaction that ends the check', async () => {
  const target = await makeEndpoint(database.db);
  const check = await makeRun(database.db, target, { trigger: 'schedule', night: NIGHT, status: 'queued' });
  await makeSuiteVersion(database.db, { suiteId: target.suiteId, number: 2 });
  const { runId } = await inTransaction(database.db, async (tx) => {
    const ended = { status: 'finished', verdict: 'drifted', finishedAt: ctx().now(), storedSamples: 2 } as const;
    await tx.run.update({ where: { id: check.id }, data: ended });
    return startRunIn(tx, ctx(), {
      endpointId: target.endpoint.id,
      purpose: 'confirmation',
      parentRunId: check.id,
      trigger: 'schedule',
      night: NIGHT,
    });
  });
  expect(await runOf(runId)).toMatchObject({
    purpose: 'confirmation',
    parentRunId: check.id,
    suiteVersionId: target.versionId,
    night: NIGHT,
    plan: null,
    shortRepetitions: 3,
    behaviourRepetitions: 2,
    plannedSamples: 4,
  });
});

it('refuses to confirm twice, and to confirm the check of another endpoint', async () => {
  const target = await makeEndpoint(database.db);
  const other = await makeEndpoint(database.db);
  const check = await makeRun(database.db, target, { verdict: 'drifted' });
  const confirm = (endpointId: number) =>
    startRun(ctx(), { endpointId, purpose: 'confirmation', parentRunId: check.id, trigger: 'manual' });
  await expect(confirm(other.endpoint.id)).rejects.toMatchObject({ code: 'invalid_input' });
  const { runId } = await confirm(target.endpoint.id);
  await database.db.run.update({ where: { id: runId }, data: { status: 'failed', finishedAt: ctx().now() } });
  await expect(confirm(target.endpoint.id)).rejects.toMatchObject({ code: 'conflict' });
});

it('a screening asks the version it is given', async () => {
  const { endpoint } = await makeEndpoint(database.db);
  const candidates = await makeSuiteVersion(database.db, { promptKeys: ['x', 'y', 'z'] });
  const { runId } = await startRun(ctx(), {
    endpointId: endpoint.id,
    purpose: 'screening',
    suiteVersionId: candidates.versionId,
    repetitions: 8,
    trigger: 'manual',
  });
  expect(await runOf(runId)).toMatchObject({ suiteVersionId: candidates.versionId, plannedSamples: 24, plan: null });
});
