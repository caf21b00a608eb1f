import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SampleResult } from '#lib/gateway/outcome.ts';
import { MAX_SAMPLE_ATTEMPTS, RETRY_BASE_DELAY_MS } from '#lib/policy/thresholds.ts';
import { makeAnswer } from '#lib/testing/answers.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeRun } from '#lib/testing/factories.ts';
import { storeSamples } from './store-samples.ts';
import { type SamplingDeps, takeSample } from './take-sample.ts';

const database = testDatabase();
const NEVER = new AbortController().signal;
const MEASURED: SampleResult = { kind: 'measured', answer: makeAnswer() };
const CUT_OFF: SampleResult = { kind: 'unmeasured', reason: 'cancelled', detail: 'The run was cancelled.' };

beforeEach(async () => {
  await database.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

async function setUp(result: SampleResult, over: Partial<SamplingDeps> = {}) {
  const { db } = database;
  const target = await makeEndpoint(db);
  const run = await makeRun(db, target, { at: new Date(), status: 'sampling' });
  await db.$executeRaw`SELECT ensure_sample_partition(${run.month}::date)`;
  const ask = vi.fn<SamplingDeps['ask']>().mockResolvedValue(result);
  const store = vi.fn<SamplingDeps['store']>((row) => storeSamples(db, [row]));
  const deps: SamplingDeps = { db, random: () => 0.5, ask, store, cancellation: () => NEVER, ...over };
  return { run, target, ask, store, deps };
}

const jobs = () => database.db.$queryRaw<{ key: string; payload: object; waitMs: number }[]>`
  SELECT jobs.key, private.payload, (extract(epoch FROM jobs.run_at - now()) * 1000)::float8 AS "waitMs"
  FROM graphile_worker.jobs JOIN graphile_worker._private_jobs AS private USING (id) ORDER BY jobs.id`;

describe('takeSample', () => {
  it('asks what the plan says and stores the answer', async () => {
    const { run, target, ask, deps } = await setUp(MEASURED);
    await takeSample(deps, { runId: run.id, position: 1, attempt: 1 }, NEVER);
    expect(ask).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ id: target.endpoint.gatewayId }),
      expect.objectContaining({ model: 'model-1', temperature: 0, seed: 7, maxTokens: 64 }),
      expect.objectContaining({ timeoutMs: 60_000 }),
    );
    const samples = await database.db.sample.findMany({ where: { runId: run.id } });
    expect(samples).toMatchObject([{ promptId: target.prompts[1]?.id, repetition: 0, output: 'Yes' }]);
  });

  it('never pays twice: what is stored is not asked again', async () => {
    const { run, ask, deps } = await setUp(MEASURED);
    const job = { runId: run.id, position: 0, attempt: 1 };
    await takeSample(deps, job, NEVER);
    await takeSample(deps, job, NEVER);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it.each(['queued', 'evaluating', 'cancelled', 'failed'] as const)('asks nothing for a %s run', async (status) => {
    const { run, ask, deps } = await setUp(MEASURED);
    const finishedAt = status === 'cancelled' || status === 'failed' ? new Date() : null;
    const counts = status === 'evaluating' ? { storedSamples: 2 } : {};
    await database.db.run.update({ where: { id: run.id }, data: { status, finishedAt, ...counts } });
    await takeSample(deps, { runId: run.id, position: 0, attempt: 1 }, NEVER);
    expect(ask).not.toHaveBeenCalled();
  });

  it.each([
    ['a run', 4711, 0],
    ['a position', undefined, 2],
  ])('asks nothing for %s that does not exist', async (_name, runId, position) => {
    const { run, ask, deps } = await setUp(MEASURED);
    await takeSample(deps, { runId: runId ?? run.id, position, attempt: 1 }, NEVER);
    expect(ask).not.toHaveBeenCalled();
  });

  it('comes back after a passing fault: the delay asked for, plus jitter that grows', async () => {
    const { run, store, deps } = await setUp({
      kind: 'retry',
      reason: 'rate_limited',
      detail: '',
      retryAfterMs: 10_000,
    });
    await takeSample(deps, { runId: run.id, position: 0, attempt: 3 }, NEVER);
    expect(store).not.toHaveBeenCalled();
    const [job] = await jobs();
    expect(job).toMatchObject({ key: `run:${run.id}:sample:0`, payload: { runId: run.id, position: 0, attempt: 4 } });
    const asked = 10_000 + 0.5 * RETRY_BASE_DELAY_MS * 4;
    expect(job?.waitMs).toBeGreaterThan(asked - 5_000);
    expect(job?.waitMs).toBeLessThanOrEqual(asked);
  });

  it('stores the fault after the last attempt', async () => {
    const { run, deps } = await setUp({ kind: 'retry', reason: 'timeout', detail: 'late' });
    await takeSample(deps, { runId: run.id, position: 0, attempt: MAX_SAMPLE_ATTEMPTS }, NEVER);
    expect(await database.db.sample.findMany({ where: { runId: run.id } })).toMatchObject([
      { outcome: 'unmeasured', reason: 'timeout', detail: 'late', attempts: MAX_SAMPLE_ATTEMPTS },
    ]);
  });

  it('a call cut off because the worker stops goes back to the queue as it was', async () => {
    const { run, store, deps } = await setUp(CUT_OFF);
    await takeSample(deps, { runId: run.id, position: 0, attempt: 3 }, AbortSignal.abort());
    expect(store).not.toHaveBeenCalled();
    const [job] = await jobs();
    expect(job).toMatchObject({ payload: { position: 0, attempt: 3 } });
    expect(job?.waitMs).toBeLessThanOrEqual(0);
  });

  it('an answer that came although the worker stops is kept', async () => {
    const { run, deps } = await setUp(MEASURED);
    await takeSample(deps, { runId: run.id, position: 0, attempt: 1 }, AbortSignal.abort());
    expect(await database.db.sample.count({ where: { runId: run.id } })).toBe(1);
  });

  it.each([
    ['cut off', CUT_OFF],
    ['measured', MEASURED],
  ])('writes nothing for a cancelled run, whose call was %s', async (_name, result) => {
    const { run, store, deps } = await setUp(result, { cancellation: () => AbortSignal.abort() });
    await takeSample(deps, { runId: run.id, position: 0, attempt: 1 }, NEVER);
    expect(store).not.toHaveBeenCalled();
    expect(await jobs()).toEqual([]);
  });

  it('listens for the cancellation before it reads the run, so that none is missed', async () => {
    const cancelled = new AbortController();
    const { run, ask, deps } = await setUp(MEASURED, { cancellation: () => cancelled.signal });
    const taking = takeSample(deps, { runId: run.id, position: 0, attempt: 1 }, NEVER);
    cancelled.abort();
    await taking;
    expect(ask.mock.calls[0]?.[2].signal?.aborted ?? true).toBe(true);
    expect(await database.db.sample.count({ where: { runId: run.id } })).toBe(0);
  });
});
