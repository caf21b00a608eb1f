import { expect, test } from 'vitest';
import { attemptOf, taskOf } from '../report/testing.ts';
import type { Attempt } from '../types.ts';
import { reportNotes } from './report-notes.ts';

const [one, other] = [taskOf({ id: 'one' }), taskOf({ id: 'other' })];
const told = attemptOf({ taskId: 'one' });
const silent = (taskId: string) => attemptOf({ taskId, promptTokens: null });
const without = ({ baseline, ...rest }: typeof one) => ({
  ...rest,
  baseline: baseline && { ...baseline, tokens: null },
});

test.each<[string, (typeof one)[], Attempt[], RegExp | null]>([
  ['usage of all', [one], [told], null],
  ['usage of none', [one, other], [silent('one'), silent('other')], /no token usage for all 2 tasks/],
  ['usage of one', [one, other], [told, silent('other')], /no token usage for 1 of 2 tasks/],
  ['usage now and not in the baseline', [without(one)], [told], /baselines of the 1 task hold no token usage.*Bless/],
  ['no baseline to compare with', [{ ...one, baseline: null }], [silent('one')], null],
  ['no answer', [one], [attemptOf({ taskId: 'one', outcome: 'unmeasured', promptTokens: null })], null],
])('%s', (_name, tasks, attempts, note) => {
  expect(reportNotes(tasks, attempts)).toEqual(note === null ? [] : [expect.stringMatching(note)]);
});
