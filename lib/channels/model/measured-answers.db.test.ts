import { expect, it } from 'vitest';
import { invariant } from '#lib/platform/errors.ts';
import { MAX_COMPARED_CHARS, MAX_OUTPUT_CHARS } from '#lib/policy/thresholds.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeEndpoint, makeRun, makeSamples } from '#lib/testing/factories.ts';
import { measuredAnswers } from './measured-answers.ts';

const database = testDatabase();

it('reads the repetitions a run lends, in order, without what was not measured', async () => {
  const { db } = database;
  const target = await makeEndpoint(db);
  const [first, second] = target.prompts;
  invariant(first && second, 'the suite has two prompts');
  const run = await makeRun(db, target, { verdict: 'stable', repetitions: 3 });
  await makeSamples(db, run, first.id, ['one', { outcome: 'unmeasured', reason: 'empty' }, 'three']);
  await makeSamples(db, run, second.id, [
    {
      outcome: 'measured',
      output: '',
      canonicalHash: 'c',
      rawHash: 'r',
      toolCalls: [{ name: 'look', argumentsJson: '{}' }],
      evidence: { model: 'model-1', systemFingerprint: 'fp' },
    },
  ]);
  const source = { runId: run.id, month: run.month };
  const all = await measuredAnswers(db, [{ ...source, repetitions: null }]);
  expect(all.get(first.id)?.map(({ output }) => output)).toEqual(['one', 'three']);
  expect(all.get(second.id)).toMatchObject([
    { output: '', toolCalls: [{ name: 'look', arguments: '{}' }], servedModel: 'model-1', fingerprint: 'fp' },
  ]);
  const lent = await measuredAnswers(db, [{ ...source, repetitions: 1 }]);
  expect(lent.get(first.id)?.map(({ output }) => output)).toEqual(['one']);
  expect(await measuredAnswers(db, [])).toEqual(new Map());
});

it('reads the start of a long answer only', async () => {
  const { db } = database;
  const target = await makeEndpoint(db);
  const run = await makeRun(db, target, { verdict: 'stable' });
  const promptId = target.prompts[0]?.id ?? 0;
  await makeSamples(db, run, promptId, ['x'.repeat(MAX_OUTPUT_CHARS)]);
  const answers = await measuredAnswers(db, [{ runId: run.id, month: run.month, repetitions: null }]);
  expect(answers.get(promptId)?.[0]?.output).toHaveLength(MAX_COMPARED_CHARS);
});
