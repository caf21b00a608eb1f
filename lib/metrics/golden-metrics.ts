import type { Registry } from 'prom-client';
import type { GoldenFacts } from './golden-facts.ts';
import { makers } from './makers.ts';

const SUBJECT = ['repository', 'agent', 'model'] as const;

/** Adds what golden runs came to. */
export function addGolden(registry: Registry, { totals, lastRuns }: GoldenFacts): void {
  const { counter, gauge } = makers(registry);
  const runs = counter(
    'golden_runs_total',
    'Ended golden runs by verdict; cancelled and failed ones have none.',
    ...SUBJECT,
    'verdict',
  );
  const tasks = counter(
    'golden_task_results_total',
    'Tasks of finished golden runs by outcome.',
    ...SUBJECT,
    'outcome',
  );
  const cost = counter('golden_cost_usd_total', 'Known cost of golden runs, in US dollars.', ...SUBJECT);
  for (const { repository, agent, model, ...total } of totals) {
    const subject = { repository, agent, model };
    for (const [verdict, count] of Object.entries(total.runs)) runs.inc({ ...subject, verdict }, count);
    for (const [outcome, count] of Object.entries(total.tasks)) tasks.inc({ ...subject, outcome }, count);
    cost.inc(subject, total.costUsd);
  }
  const at = gauge(
    'golden_last_run_timestamp_seconds',
    'When the latest golden run on the main branch finished, Unix time.',
    ...SUBJECT,
  );
  const regressed = gauge(
    'golden_last_run_regressed_tasks',
    'Tasks that regressed in the latest golden run on the main branch.',
    ...SUBJECT,
  );
  for (const { repository, agent, model, finishedAt, regressed: count } of lastRuns) {
    at.set({ repository, agent, model }, finishedAt.getTime() / 1000);
    regressed.set({ repository, agent, model }, count);
  }
}
