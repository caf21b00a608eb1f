import { expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database.ts';
import { TEST_NOW } from '#lib/testing/factories.ts';
import { makeGoldenRun, makeGoldenTaskResult, makeRepository } from '#lib/testing/golden-factories.ts';
import { readMetricFacts } from './facts.ts';
import { renderMetrics } from './render.ts';

const database = testDatabase();

it('tells of golden runs by repository, agent and model, and of the latest one on the main branch', async () => {
  const { db } = database;
  const shop = await makeRepository(db, { name: 'acme/shop' });
  const later = new Date(TEST_NOW.getTime() + 60_000);
  await makeGoldenRun(db, shop, { verdict: 'pass', branch: 'main', costUsd: 0.25 });
  const latest = await makeGoldenRun(db, shop, { verdict: 'fail', branch: 'main', at: later, costUsd: 0.5 });
  await makeGoldenTaskResult(db, latest.id, { outcome: 'regressed', headPasses: 0 });
  await makeGoldenTaskResult(db, latest.id, { taskId: 'other', outcome: 'base_also_fails' });
  await makeGoldenRun(db, shop, { verdict: 'pass', branch: 'topic', trigger: 'ci', at: new Date(later.getTime() + 1) });
  await makeGoldenRun(db, shop, { status: 'cancelled', finishedAt: later, branch: 'main' });

  const { text } = await renderMetrics(await readMetricFacts(db, later));
  const subject = 'repository="acme/shop",agent="support",model="demo-agent"';
  for (const line of [
    `tidemark_golden_runs_total{${subject},verdict="pass"} 2`,
    `tidemark_golden_runs_total{${subject},verdict="fail"} 1`,
    `tidemark_golden_runs_total{${subject},verdict="cancelled"} 1`,
    `tidemark_golden_runs_total{${subject},verdict="failed"} 0`,
    `tidemark_golden_task_results_total{${subject},outcome="regressed"} 1`,
    `tidemark_golden_task_results_total{${subject},outcome="base-also-fails"} 1`,
    `tidemark_golden_cost_usd_total{${subject}} 0.75`,
    `tidemark_golden_last_run_timestamp_seconds{${subject}} ${later.getTime() / 1000}`,
    `tidemark_golden_last_run_regressed_tasks{${subject}} 1`,
  ]) {
    expect(text.split('\n')).toContain(line);
  }
});
