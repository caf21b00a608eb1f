import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startDemoGateway } from '#demo/gateway.ts';
import { runDemoGateway } from '#demo/testing.ts';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { env } from '#lib/platform/env.ts';
import { importSuite } from '#lib/suites/import.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeRun, makeSuiteVersion } from '#lib/testing/factories.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { workerProcesses } from '#lib/testing/worker-process.ts';
import { removeDataFolder, temporaryDataFolder } from '../stack/data-folder.ts';
import { placeOf } from './place.ts';
import { type RehearsalPlan, rehearse } from './rehearse.ts';

const folder = resolve(env().TIDEMARK_RECORDED_DATA ?? resolve(import.meta.dirname, '../../../shared/data/modeldrift'));
const filesOf = (name: string) => ({
  answersFile: resolve(folder, `${name}.jsonl.gz`),
  promptsFile: resolve(folder, `${name}.prompts.jsonl.gz`),
});
const REPEATED = filesOf('llm_stability_repeats');
const SINGLE = filesOf('llmdrift_prime');
const SUITE = { limit: 20, category: 'reasoning', stratum: 'behaviour' } as const;
const present = existsSync(REPEATED.answersFile) && existsSync(SINGLE.answersFile);
if (!present) console.warn(`Skipped: no recorded answers in ${folder}; set TIDEMARK_RECORDED_DATA to their folder.`);

describe.skipIf(!present)('answers recorded from real models, through the whole product', { timeout: 60_000 }, () => {
  const database = testDatabase();
  watchOn(database);
  const workers = workerProcesses(database);
  beforeAll(async () => {
    if (present) await workers.start();
  });

  async function play(
    gatewayUrl: string,
    promptsFile: string,
    prefix: string,
    nights: Pick<RehearsalPlan, 'baseline' | 'tonight' | 'confirmationRepetitions'>,
  ) {
    const key = prefix.replaceAll(/[^a-z]+/g, '-').replace(/^-|-$/g, '') || 'recorded';
    const imported = await importSuite(promptsFile, { ...SUITE, key, title: key, prefix });
    if ('problems' in imported) throw new Error(JSON.stringify(imported.problems));
    const ctx = { db: database.db, now: () => new Date(), actor: SYSTEM_ACTOR };
    const label = `${key} ${nights.tonight.model} ${nights.tonight.repetitions.join()}`.slice(0, 60);
    const gateway = { url: gatewayUrl, close: async () => undefined };
    const result = await rehearse(ctx, gateway, { suite: imported.suite, label, ...nights });
    const endpoint = await database.db.endpoint.findUniqueOrThrow({ where: { id: result.endpointId } });
    expect(endpoint.status, 'its gateway is gone').toBe('paused');
    return result;
  }

  describe.each(['navigate:few:', 'logical_deduction:few:'])('%s', (prefix) => {
    const gateway = runDemoGateway({ replay: REPEATED });
    const baseline = { model: 'gpt-35-turbo', repetitions: [0, 1, 2] };

    it('the same model is stable', async () => {
      const tonight = { model: 'gpt-35-turbo', repetitions: [3] };
      const result = await play(gateway.url(), REPEATED.promptsFile, prefix, { baseline, tonight });
      expect(result).toMatchObject({ verdict: 'stable', incidentId: null });
    });

    it('another model behind the same name has drifted, and its incident holds old and new answers', async () => {
      const tonight = { model: 'gpt-35_OAI_finetuned_same_task', repetitions: [0] };
      const result = await play(gateway.url(), REPEATED.promptsFile, prefix, { baseline, tonight });
      expect(result).toMatchObject({ verdict: 'drifted', incidentId: expect.any(Number) });
      expect(result.reason, 'asked again, recorded repetitions 1 and 2 say the same').toContain('Confirmed by run');
      const moved = await database.db.promptComparison.count({ where: { runId: result.runId, movement: 'changed' } });
      expect(moved).toBeGreaterThan(15);
    });

    it('a recording that runs out confirms nothing, and says so', async () => {
      const tonight = { model: 'gpt-35_OAI_finetuned_same_task', repetitions: [0] };
      const nights = { baseline, tonight, confirmationRepetitions: [] };
      const result = await play(gateway.url(), REPEATED.promptsFile, prefix, nights);
      expect(result).toMatchObject({ verdict: 'drifted', incidentId: null });
      expect(result.reason).toContain('could not measure enough');
    });
  });

  describe('a recording of one repetition', () => {
    const gateway = runDemoGateway({ replay: SINGLE });

    it('calibrates: it shows no noise level to hold a difference against', async () => {
      const nights = {
        baseline: { model: 'gpt-4-0314', repetitions: [0] },
        tonight: { model: 'gpt-4-0613', repetitions: [0] },
      };
      const result = await play(gateway.url(), SINGLE.promptsFile, '', nights);
      expect(result).toMatchObject({ verdict: 'calibrating', incidentId: null });
    });
  });
});

describe('rehearse', () => {
  const database = testDatabase();
  watchOn(database);

  it('gives up, and cancels its run, when no worker does the work', async () => {
    const folder = temporaryDataFolder('recording');
    const files = { answersFile: join(folder, 'answers.jsonl'), promptsFile: join(folder, 'prompts.jsonl') };
    writeFileSync(files.promptsFile, JSON.stringify({ prompt_id: 'p', prompt: 'Yes or no?' }));
    writeFileSync(files.answersFile, JSON.stringify({ prompt_id: 'p', model: 'm', rep: 0, output: 'Yes' }));
    const gateway = await startDemoGateway({ replay: files });
    try {
      const imported = await importSuite(files.promptsFile, { ...SUITE, key: 'none', title: 'None', prefix: '' });
      if ('problems' in imported) throw new Error(JSON.stringify(imported.problems));
      const night = { model: 'm', repetitions: [0] };
      const ctx = { db: database.db, now: () => new Date(), actor: SYSTEM_ACTOR };
      const plan = { suite: imported.suite, label: 'no worker', baseline: night, tonight: night, stallAfterMs: 200 };
      await expect(rehearse(ctx, gateway, plan)).rejects.toThrow('no worker seems to take jobs');
      expect(await database.db.run.findMany()).toMatchObject([{ status: 'cancelled' }]);
      expect(await database.db.endpoint.findMany()).toMatchObject([{ status: 'paused' }]);
    } finally {
      await gateway.close();
      removeDataFolder(folder);
    }
  });
});

describe('placeOf', () => {
  const database = testDatabase();
  watchOn(database);
  const ctx = () => ({ db: database.db, now: () => new Date(), actor: SYSTEM_ACTOR });

  it('uses the endpoint and gateway of an earlier rehearsal again, without its baseline', async () => {
    const { suiteId } = await makeSuiteVersion(database.db);
    const place = { label: 'nightly', model: 'recorded', suiteId };
    const first = await placeOf(ctx(), 'http://127.0.0.1:4001', place);
    const other = await placeOf(ctx(), 'http://127.0.0.1:4002', { ...place, label: 'other' });
    expect(other).not.toBe(first);
    const version = await database.db.suiteVersion.findFirstOrThrow({ where: { suiteId } });
    await database.db.baseline.create({
      data: { endpointId: first, suiteVersionId: version.id, state: 'capturing', normaliserVersion: '1' },
    });
    await database.db.endpoint.update({ where: { id: first }, data: { status: 'paused' } });
    expect(await placeOf(ctx(), 'http://127.0.0.1:4003', place)).toBe(first);
    expect(
      await database.db.endpoint.findMany({ orderBy: { id: 'asc' }, include: { gateway: true, baselines: true } }),
    ).toMatchObject([
      {
        status: 'active',
        gateway: { baseUrl: 'http://127.0.0.1:4003/v1', isDemo: true },
        baselines: [{ state: 'failed' }],
      },
      { gateway: { baseUrl: 'http://127.0.0.1:4002/v1' } },
    ]);
    expect(await database.db.gateway.count()).toBe(2);
  });

  it('leaves an endpoint alone that is no rehearsal, or that one is going on', async () => {
    const target = await makeEndpoint(database.db, { name: 'production' });
    const place = { label: 'production', model: 'recorded', suiteId: target.endpoint.suiteId };
    await expect(placeOf(ctx(), 'http://127.0.0.1:4001', place)).rejects.toThrow('not of a rehearsal');
    const busy = { ...place, label: 'busy' };
    const id = await placeOf(ctx(), 'http://127.0.0.1:4001', busy);
    const endpoint = await database.db.endpoint.findUniqueOrThrow({ where: { id } });
    await makeRun(database.db, { ...target, endpoint }, { status: 'sampling' });
    await expect(placeOf(ctx(), 'http://127.0.0.1:4002', busy)).rejects.toThrow(/is going on \(run \d+\)/);
  });
});
