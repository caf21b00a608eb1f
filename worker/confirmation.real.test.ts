import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { cancelRun } from '#lib/runs/cancel-run.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type MadeEndpoint, testContext } from '#lib/testing/factories.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { kill, workerProcesses } from '#lib/testing/worker-process.ts';
import { runTestWorker } from './testing.ts';

const PROMPTS = 8;
const KILLS = 8;

describe('a confirmation', () => {
  const database = testDatabase();
  const watch = watchOn(database);

  const change = (gateway: ReturnType<typeof runDemoGateway>, at: 'now' | null) =>
    gateway.call('POST', '/demo/models/demo-shifting/change', { at });

  const confirmationOf = (runId: number) => database.db.run.findUnique({ where: { parentRunId: runId } });

  const incidentsOf = ({ endpoint }: MadeEndpoint) =>
    database.db.incident.findMany({ where: { endpointId: endpoint.id }, include: { timeline: true, runs: true } });

  describe('with a worker in this process', () => {
    const gateway = runDemoGateway();
    runTestWorker(database);

    it('that is cancelled ends its calls and the night of its check', async () => {
      const target = await watch.endpoint(gateway.url(), { model: 'demo-shifting', prompts: PROMPTS, concurrency: 2 });
      await watch.run(target, { purpose: 'baseline' });
      await change(gateway, 'now');
      await gateway.call('POST', '/demo/faults', { model: '*', kind: 'slow', delayMs: 1, count: PROMPTS });
      await gateway.call('POST', '/demo/faults', { model: '*', kind: 'slow', delayMs: 60_000 });
      const runId = await watch.start(target);
      expect(await watch.ended(runId)).toMatchObject({ verdict: 'drifted' });
      const confirmation = await confirmationOf(runId);
      await expect.poll(async () => (await confirmationOf(runId))?.status).toBe('sampling');
      await cancelRun(testContext(database.db, SYSTEM_ACTOR, new Date()), confirmation?.id ?? 0);
      await gateway.call('DELETE', '/demo/faults');
      expect(await database.db.sequentialStep.findUniqueOrThrow({ where: { runId } })).toMatchObject({
        pConfirmation: null,
        reason: expect.stringContaining('cancelled'),
      });
      expect(await incidentsOf(target)).toEqual([]);
      await change(gateway, null);
      expect(await watch.run(target), 'the endpoint is free again').toMatchObject({ verdict: 'stable' });
    });
  });

  describe('with workers that are killed', () => {
    const gateway = runDemoGateway({ latencyMs: 60 });
    const workers = workerProcesses(database);
    const env = { TIDEMARK_WORKER_CONCURRENCY: '4' };

    it(`ends its night exactly once although its worker is killed at ${KILLS} random moments`, {
      timeout: 180_000,
    }, async () => {
      const target = await watch.endpoint(gateway.url(), { model: 'demo-shifting', prompts: PROMPTS, concurrency: 2 });
      const first = await workers.start({ env });
      await watch.ended(await watch.start(target, { purpose: 'baseline' }), 60_000);
      await kill(first);
      await change(gateway, 'now');
      const runId = await watch.start(target);
      for (let round = 0; round < KILLS; round++) {
        const worker = await workers.start({ env });
        await sleep(Math.random() * 700);
        await kill(worker);
      }
      await workers.start({ env });
      const check = await watch.ended(runId, 60_000);
      expect(check).toMatchObject({ status: 'finished', verdict: 'drifted' });
      const confirmation = await confirmationOf(runId);
      expect(await watch.ended(confirmation?.id ?? 0, 60_000)).toMatchObject({
        status: 'finished',
        verdict: 'drifted',
        storedSamples: 2 * PROMPTS,
      });
      expect(await database.db.sequentialStep.count({ where: { run: { endpointId: target.endpoint.id } } })).toBe(1);
      expect(await incidentsOf(target)).toMatchObject([{ occurrences: 1, timeline: [{ kind: 'opened' }] }]);
      expect(await database.db.event.count({ where: { runId } })).toBe(1);
    });
  });
});
