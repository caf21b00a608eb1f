import { describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeRun, TEST_NOW, testContext } from '#lib/testing/factories.ts';
import { cancelRun } from './cancel-run.ts';
import { startRun } from './start-run.ts';

const database = testDatabase();
const ctx = () => testContext(database.db, SYSTEM_ACTOR);

describe('cancelRun', () => {
  it.each(['queued', 'sampling', 'evaluating'] as const)('ends a %s run and leaves an audit entry', async (status) => {
    const target = await makeEndpoint(database.db);
    const run = await makeRun(database.db, target, { status, storedSamples: target.prompts.length });
    await enqueue(
      database.db,
      'canary.evaluate',
      { runId: run.id },
      { key: jobKeys.evaluate(run.id), delayMs: 60_000 },
    );
    await cancelRun(ctx(), run.id);
    expect(await database.db.run.findUnique({ where: { id: run.id } })).toMatchObject({
      status: 'cancelled',
      finishedAt: TEST_NOW,
      verdict: null,
    });
    expect(
      await database.db.auditLog.findMany({ where: { action: 'run.cancel', subjectId: `${run.id}` } }),
    ).toHaveLength(1);
    const key = jobKeys.evaluate(run.id);
    expect(await database.db.$queryRaw`SELECT id FROM graphile_worker.jobs WHERE key = ${key}`).toEqual([]);
  });

  it('fails the baseline that was being captured', async () => {
    const { endpoint } = await makeEndpoint(database.db);
    const { runId } = await startRun(ctx(), { endpointId: endpoint.id, purpose: 'baseline', trigger: 'manual' });
    await cancelRun(ctx(), runId);
    expect(await database.db.baseline.findMany({ where: { endpointId: endpoint.id } })).toMatchObject([
      { state: 'failed', endedAt: TEST_NOW },
    ]);
  });

  it('a second time is a conflict', async () => {
    const run = await makeRun(database.db, await makeEndpoint(database.db), { status: 'sampling' });
    await cancelRun(ctx(), run.id);
    await expect(cancelRun(ctx(), run.id)).rejects.toMatchObject({
      code: 'conflict',
      message: `Run ${run.id} is cancelled and can no longer be cancelled.`,
    });
  });

  it('of two at the same moment one wins', async () => {
    const run = await makeRun(database.db, await makeEndpoint(database.db), { status: 'sampling' });
    const results = await Promise.allSettled([cancelRun(ctx(), run.id), cancelRun(ctx(), run.id)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('comes too late for a run that has ended', async () => {
    const finished = await makeRun(database.db, await makeEndpoint(database.db), { verdict: 'stable' });
    await expect(cancelRun(ctx(), finished.id)).rejects.toThrow('is finished and can no longer');
  });

  it('of a run that does not exist is not found', async () => {
    await expect(cancelRun(ctx(), 4711)).rejects.toMatchObject({ code: 'not_found' });
  });
});
