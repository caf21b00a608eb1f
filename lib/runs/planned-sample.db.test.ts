import fc from 'fast-check';
import { expect, it } from 'vitest';
import { STRATA } from '#lib/suites/vocabulary.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeRun, makeSuiteVersion } from '#lib/testing/factories.ts';
import { plannedCalls } from './call-plan.ts';
import { loadPlannedSample } from './planned-sample.ts';

const database = testDatabase();
const TRIALS = 25;

const shape = fc.record({
  strata: fc.array(fc.constantFrom(...STRATA), { minLength: 1, maxLength: 7 }),
  repetitions: fc.record({ short: fc.integer({ min: 1, max: 4 }), behaviour: fc.integer({ min: 1, max: 4 }) }),
});

it('asks every prompt as often as planned, and once before any twice, whatever the suite', async () => {
  await fc.assert(
    fc.asyncProperty(shape, async ({ strata, repetitions }) => {
      const { db } = database;
      const promptKeys = strata.map((_, index) => `p${index}`);
      const target = await makeEndpoint(db, {}, await makeSuiteVersion(db, { promptKeys, strata }));
      const plannedSamples = plannedCalls(strata, repetitions);
      const { id } = await makeRun(db, target, {
        shortRepetitions: repetitions.short,
        behaviourRepetitions: repetitions.behaviour,
        plannedSamples,
      });
      const calls = [];
      for (let position = 0; position < plannedSamples; position++) {
        const call = await loadPlannedSample(db, id, position);
        calls.push(`${call?.repetition} ${target.prompts.findIndex((prompt) => prompt.id === call?.promptId)}`);
      }
      const wanted = strata.flatMap((stratum, index) =>
        Array.from({ length: repetitions[stratum] }, (_, repetition) => `${repetition} ${index}`),
      );
      // Single digits on both sides: their order as text is their order by repetition, then by place.
      expect(calls).toEqual(wanted.sort());
      expect(await loadPlannedSample(db, id, plannedSamples)).toBeNull();
    }),
    { numRuns: TRIALS },
  );
});

it('knows no call of a run that is not there', async () => {
  expect(await loadPlannedSample(database.db, 999_999, 0)).toBeNull();
});
