import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject } from '#demo/langfuse/project.ts';
import { type DemoLangfuse, startDemoLangfuse } from '#demo/langfuse/server.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { startScan } from '#lib/channels/prompt/candidates/scan/start.ts';
import { createSource } from '#lib/channels/prompt/candidates/sources/create.ts';
import { connectionTo } from '#lib/langfuse/testing/world.ts';
import { GENERATIONS, type Generation } from '#lib/langfuse/types.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { LANGFUSE_SCORES_PER_PAGE } from '#lib/policy/thresholds.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { testContext } from '#lib/testing/factories.ts';
import { makeRepository } from '#lib/testing/golden-factories.ts';
import { kill, workerProcesses } from '#lib/testing/worker-process.ts';

const TRACES = 1_500;
const KILLS = 6;
/** A worker makes up to this many calls before it is killed: two pages and their traces. */
const MAX_CALLS = 2 * LANGFUSE_SCORES_PER_PAGE;
const CALL_MS = 5;

const database = testDatabase();
const workers = workerProcesses(database);
const key = { TIDEMARK_ENCRYPTION_KEY: '07'.repeat(32) };
beforeAll(() => adoptEnvironment(key));

describe.each(GENERATIONS)('a scan of %s', (generation) => {
  let server: DemoLangfuse;
  beforeAll(async () => {
    const project = makeProject({ traces: TRACES, now: new Date(), seed: generation });
    server = await startDemoLangfuse({ project, generation, latencyMs: CALL_MS });
  });
  afterAll(() => server.close());

  it(`finds every trace once although its worker is killed at ${KILLS} random moments`, {
    timeout: 120_000,
  }, async () => {
    const scanId = await begin(server, generation);
    const reached: number[] = [];
    for (let round = 0; round < KILLS; round += 1) {
      const worker = await workers.start({ env: key });
      await untilCalls(server, server.requests.length + 1 + Math.random() * MAX_CALLS);
      await kill(worker);
      reached.push((await row(scanId)).scoresSeen);
    }
    expect((await row(scanId)).status, 'the kills came before the end').toBe('running');
    expect(reached, 'what was stored stays').toEqual(reached.toSorted((a, b) => a - b));

    const worker = await workers.start({ env: key });
    await expect.poll(async () => (await row(scanId)).status, { timeout: 60_000 }).toBe('finished');
    await kill(worker);
    expect(await row(scanId)).toMatchObject({ scoresSeen: TRACES, added: TRACES, duplicates: 0, skipped: 0 });
    const found = await database.db.candidate.findMany({ where: { scanId }, select: { traceId: true } });
    expect(new Set(found.map(({ traceId }) => traceId))).toEqual(new Set(server.project.traces.keys()));
    expect(found).toHaveLength(TRACES);
    expect(tracesAskedAgain(server), 'only pages that a kill hit are read again').toBeLessThanOrEqual(
      KILLS * LANGFUSE_SCORES_PER_PAGE,
    );
  });
});

async function begin(server: DemoLangfuse, name: Generation): Promise<number> {
  const { db } = database;
  const ctx = testContext(db, SYSTEM_ACTOR, new Date());
  const { id: repositoryId } = await makeRepository(db);
  const rest = { evaluator: 'Review-E', scoreAtMost: 0.6, agent: 'support', enabled: true };
  const { id: sourceId } = await createSource(ctx, { name, ...connectionTo(server), ...rest, repositoryId });
  return (await startScan(ctx, { sourceId, days: 7 })).id;
}

const row = (id: number) => database.db.candidateScan.findUniqueOrThrow({ where: { id } });

async function untilCalls({ requests }: DemoLangfuse, count: number): Promise<void> {
  while (requests.length < count) await sleep(1);
}

function tracesAskedAgain({ requests }: DemoLangfuse): number {
  return requests.filter((request) => /^\/(traces\/|v2\/observations)/.test(request)).length - TRACES;
}
