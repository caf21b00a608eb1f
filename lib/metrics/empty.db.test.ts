import { expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database.ts';
import { TEST_NOW } from '#lib/testing/factories.ts';
import { readMetricFacts } from './facts.ts';
import { renderMetrics } from './render.ts';

const database = testDatabase();

it('an installation without endpoints tells of zeros, rather than nothing', async () => {
  const { contentType, text } = await renderMetrics(await readMetricFacts(database.db, TEST_NOW));
  expect(contentType).toContain('text/plain; version=0.0.4');
  const lines = text.split('\n');
  for (const line of [
    'tidemark_workers_alive 0',
    'tidemark_jobs{state="due"} 0',
    'tidemark_incidents_unresolved{severity="P2"} 0',
    '# TYPE tidemark_runs_total counter',
  ]) {
    expect(lines).toContain(line);
  }
});
