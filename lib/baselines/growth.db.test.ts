import { expect, it } from 'vitest';
import { BASELINE_MAX_REPETITIONS } from '#lib/policy/thresholds.ts';
import { getRunPrompt } from '#lib/runs/queries/prompt-evidence.ts';
import { acceptedModel } from '#lib/testing/accepted-model.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { getBaselineEntry } from './queries/entry.ts';

const database = testDatabase();

it('grows by one repetition a quiet night, then exchanges the oldest accepted night', { timeout: 60_000 }, async () => {
  const { night, baselineId, target } = await acceptedModel(database, 5);
  const checks = [];
  for (let number = 1; number <= 9; number++) checks.push(await night(number, 'Yes'));
  const entry = await getBaselineEntry(database.db, baselineId);
  expect(entry).toMatchObject({
    growth: 'full',
    repetitions: { least: BASELINE_MAX_REPETITIONS, most: BASELINE_MAX_REPETITIONS },
    nights: 8,
  });
  expect(entry.sources.filter(({ leftAt }) => leftAt !== null).map(({ runId }) => runId)).toEqual([
    checks[0]?.id,
    checks[1]?.id,
  ]);
  expect(entry.sources[0], 'what was captured stays').toMatchObject({ purpose: 'baseline', leftAt: null });

  const promptId = target.prompts[0]?.id ?? 0;
  const seenByFirst = await getRunPrompt(database.db, checks[0]?.id ?? 0, promptId);
  expect(seenByFirst.baseline, 'a run shows what it was compared with').toHaveLength(3);
  const seenByLast = await getRunPrompt(database.db, checks[8]?.id ?? 0, promptId);
  expect(seenByLast.baseline).toHaveLength(BASELINE_MAX_REPETITIONS);
});

it('learns nothing from manual checks, drifted nights, or while an incident is open', async () => {
  const { night, sampled, evaluate, baselineId } = await acceptedModel(database, 5);
  const sources = () => database.db.baselineRun.count({ where: { baselineId } });
  await evaluate((await sampled('Yes', { night: 1 })).id);
  expect(await sources()).toBe(1);
  await night(2, 'No', 'No');
  await night(3, 'Yes');
  expect(await sources()).toBe(1);
});
