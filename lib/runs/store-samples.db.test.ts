import { describe, expect, it } from 'vitest';
import type { SampleResult } from '#lib/gateway/outcome.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import { coalesce } from '#lib/platform/coalesce.ts';
import { JUDGING_DEADLINE_MS } from '#lib/policy/thresholds.ts';
import { makeAnswer, plannedAt } from '#lib/testing/answers.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type MadeEndpoint, makeEndpoint, makeRun, makeSuiteVersion } from '#lib/testing/factories.ts';
import { type SampleRow, sampleRow } from './sample-row.ts';
import { storeSamples } from './store-samples.ts';

const database = testDatabase();

interface Sampling {
  target: MadeEndpoint;
  runId: number;
  month: Date;
  /** The row of the call at a position of the run's plan. */
  row: (position: number, result?: SampleResult, attempts?: number) => SampleRow;
}

async function sampling(prompts: number, { lanes = 2, repetitions = 1 } = {}): Promise<Sampling> {
  const { db } = database;
  const promptKeys = Array.from({ length: prompts }, (_, index) => `p${index}`);
  const target = await makeEndpoint(db, {}, await makeSuiteVersion(db, { promptKeys }));
  const run = await makeRun(db, target, { at: new Date(), status: 'sampling', lanes, repetitions });
  await db.$executeRaw`SELECT ensure_sample_partition(${run.month}::date)`;
  return {
    target,
    runId: run.id,
    month: run.month,
    row: (position, result = { kind: 'measured', answer: makeAnswer() }, attempts = 1) =>
      sampleRow(plannedAt(target, run.id, position), result, attempts),
  };
}

const stored = (runId: number) => database.db.sample.findMany({ where: { runId }, orderBy: { promptId: 'asc' } });
const runOf = (id: number) => database.db.run.findUniqueOrThrow({ where: { id } });
const jobsOf = (runId: number) =>
  database.db.$queryRaw<{ key: string }[]>`
    SELECT key FROM graphile_worker.jobs WHERE key LIKE ${`run:${runId}:%`} ORDER BY id`.then((jobs) =>
    jobs.map(({ key }) => key.replace(`run:${runId}:`, '')),
  );

describe('storeSamples', () => {
  it('stores a sample with its counters and hands its lane on, in one go', async () => {
    const { runId, row } = await sampling(4);
    await storeSamples(database.db, [row(0)]);
    expect(await stored(runId)).toMatchObject([{ outcome: 'measured', output: 'Yes', attempts: 1, repetition: 0 }]);
    expect(await runOf(runId)).toMatchObject({
      status: 'sampling',
      storedSamples: 1,
      measuredSamples: 1,
      promptTokens: 12,
      completionTokens: 3,
      costUsd: 0.25,
    });
    expect(await jobsOf(runId)).toEqual(['sample:2']);
  });

  it.each([
    ['check', true],
    ['confirmation', true],
    ['screening', false],
  ] as const)('has a %s judged after its last sample: %s', async (purpose, isJudged) => {
    const { db } = database;
    const { target, runId, row } = await sampling(1);
    const { gatewayId, id } = target.endpoint;
    await db.endpoint.update({ where: { id }, data: { judgeGatewayId: gatewayId, judgeModel: 'judge' } });
    const parent = purpose === 'confirmation' ? await makeRun(db, target, { verdict: 'drifted' }) : null;
    await db.run.update({ where: { id: runId }, data: { purpose, parentRunId: parent?.id ?? null } });
    await storeSamples(db, [row(0)]);
    expect(await jobsOf(runId)).toEqual(isJudged ? ['judge', 'evaluate'] : ['evaluate']);
    const [due] = await db.$queryRaw<{ ms: number }[]>`
      SELECT (extract(epoch FROM run_at - clock_timestamp()) * 1000)::float8 AS ms
      FROM graphile_worker.jobs WHERE key = ${jobKeys.evaluate(runId)}`;
    const waitMs = isJudged ? JUDGING_DEADLINE_MS : 0;
    expect(Math.abs((due?.ms ?? Number.NaN) - waitMs), 'the evaluation never waits for ever').toBeLessThan(10_000);
  });

  it('stores rows of several runs at once and enqueues each evaluation once', async () => {
    const [one, two] = [await sampling(2), await sampling(3)];
    await storeSamples(database.db, [two.row(0), one.row(0), two.row(2), one.row(1), two.row(1)]);
    for (const { runId } of [one, two]) {
      expect(await runOf(runId)).toMatchObject({ status: 'evaluating' });
      expect((await jobsOf(runId)).filter((key) => key === 'evaluate')).toHaveLength(1);
    }
    expect(await stored(one.runId)).toHaveLength(2);
    expect(await stored(two.runId)).toHaveLength(3);
  });

  it('counts a sample once, twice in one batch or again later', async () => {
    const { runId, row } = await sampling(3);
    await storeSamples(database.db, [row(0), row(0)]);
    await storeSamples(database.db, [row(0), row(1)]);
    await storeSamples(database.db, [row(1)]);
    expect(await runOf(runId)).toMatchObject({ status: 'sampling', storedSamples: 2, promptTokens: 24 });
    expect(await jobsOf(runId)).toEqual(['sample:2']);
  });

  it('ends exactly once however many writers finish it at the same moment', async () => {
    const runs = await Promise.all([sampling(20, { lanes: 5 }), sampling(20, { lanes: 5 })]);
    const rows = runs.flatMap(({ row }) => Array.from({ length: 20 }, (_, position) => row(position)));
    const shuffled = [...rows, ...rows].sort(() => Math.random() - 0.5);
    const batches = Array.from({ length: 16 }, (_, index) => shuffled.filter((_row, at) => at % 16 === index));
    await Promise.all(batches.map((batch) => storeSamples(database.db, batch)));
    for (const { runId } of runs) {
      expect(await runOf(runId)).toMatchObject({ status: 'evaluating', storedSamples: 20, measuredSamples: 20 });
      expect(await stored(runId)).toHaveLength(20);
      expect((await jobsOf(runId)).filter((key) => key === 'evaluate')).toHaveLength(1);
    }
  });

  it.each(['cancelled', 'failed'] as const)('stores nothing for a %s run', async (status) => {
    const { runId, row } = await sampling(2);
    await database.db.run.update({ where: { id: runId }, data: { status, finishedAt: new Date() } });
    await storeSamples(database.db, [row(0), row(1)]);
    expect(await stored(runId)).toEqual([]);
    expect(await runOf(runId)).toMatchObject({ status, storedSamples: 0, promptTokens: 0 });
    expect(await jobsOf(runId)).toEqual([]);
  });

  it('does not count unmeasured samples as measured, and keeps their cost', async () => {
    const { runId, row } = await sampling(2);
    const partial = { output: 'half', costUsd: 0.5, completionTokens: 7 };
    await storeSamples(database.db, [row(0, { kind: 'unmeasured', reason: 'truncated', detail: 'cut', partial }, 3)]);
    expect(await stored(runId)).toMatchObject([
      { outcome: 'unmeasured', reason: 'truncated', detail: 'cut', output: 'half', attempts: 3, canonicalHash: null },
    ]);
    expect(await runOf(runId)).toMatchObject({ measuredSamples: 0, costUsd: 0.5, completionTokens: 7 });
  });
});

describe('hostile answers', () => {
  const hostile: [string, Parameters<typeof makeAnswer>[0]][] = [
    ['NUL bytes', { output: 'a\u0000b', finishReason: '\u0000' }],
    ['lone surrogates', { output: 'a\uD800b', toolCalls: [{ name: '\uDC00', argumentsJson: '{"\uD800": "\u0000"}' }] }],
    ['a very long text', { output: '𝒳'.repeat(100_000) }],
    ['counts no column holds', { promptTokens: 1e300, completionTokens: -1, latencyMs: Number.NaN }],
    ['costs that are none', { costUsd: Number.POSITIVE_INFINITY }],
    ['a cost beyond any bill', { costUsd: 1e308 }],
    ['text that looks like SQL and JSON', { output: `'); DROP TABLE run; -- {"a": [1, \\u0000]} \\` }],
  ];

  it.each(hostile)('%s are stored without harm', async (_name, over) => {
    const { runId, row } = await sampling(2, { lanes: 1 });
    const result = { kind: 'measured', answer: makeAnswer(over) } as const;
    await storeSamples(database.db, [row(0, result), row(1, result)]);
    const samples = await stored(runId);
    expect(samples).toHaveLength(2);
    const expected = (over?.output ?? 'Yes').toWellFormed().replaceAll('\u0000', '\uFFFD');
    expect(samples[0]?.output).toBe(expected);
    expect(await runOf(runId)).toMatchObject({ status: 'evaluating', storedSamples: 2 });
  });

  it('caps the token counters of a run rather than failing it', async () => {
    const { runId, row } = await sampling(2);
    const answer = makeAnswer({ promptTokens: 2_147_483_647, completionTokens: 2_147_483_647 });
    await storeSamples(database.db, [row(0, { kind: 'measured', answer }), row(1, { kind: 'measured', answer })]);
    expect(await runOf(runId)).toMatchObject({ status: 'evaluating', promptTokens: 2_147_483_647 });
  });

  it('one row that cannot be stored fails only its own caller', async () => {
    const { runId, row } = await sampling(3);
    const store = coalesce<SampleRow>((rows) => storeSamples(database.db, rows), { windowMs: 5, maxItems: 10 });
    const poisoned = { ...row(1), output: null };
    const [first, second, third] = await Promise.allSettled([store(row(0)), store(poisoned), store(row(2))]);
    expect([first.status, second.status, third.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await stored(runId)).map(({ promptId }) => promptId)).toHaveLength(2);
    expect(await runOf(runId)).toMatchObject({ status: 'sampling', storedSamples: 2 });
  });
});
