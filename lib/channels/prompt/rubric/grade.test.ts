import { describe, expect, it } from 'vitest';
import { assertion, rubric } from '../task/expectation.ts';
import { gradeAnswer } from './grade.ts';

const items = [0.1, 0.2, 0.4, 0.3].map((weight, index) => ({ id: `i${index}`, text: 'x', weight }));
const task = (over: object = {}) => ({
  expect: { text: { lines: 1 } },
  rubric: rubric.parse({ passAt: 0.7, items }),
  assertions: [
    assertion.parse({ kind: 'contains', value: 'a' }),
    assertion.parse({ kind: 'rubric', text: 'Is it kind?' }),
  ],
  ...over,
});
const verdict = (...met: boolean[]) => ({ met, confidence: 80, reasons: 'It is curt.' });

describe('gradeAnswer', () => {
  it.each([
    ['all', [true, true, true, true], 1, true],
    ['exactly enough, whatever the rounding', [true, true, true, false], 0.7, true],
    ['the heavy ones', [false, false, true, true], 0.7, true],
    ['too little', [true, true, false, true], 0.6, false],
    ['nothing', [false, false, false, false], 0, false],
  ])('%s', (_, met, score, passed) => {
    const { rubric: graded } = gradeAnswer(task(), verdict(...met, true));
    expect(graded).toMatchObject({ passed, confidence: 80, reasons: 'It is curt.' });
    expect(graded?.score).toBeCloseTo(score);
  });

  it('answers custom questions as checks at their place, with the judge’s reasons', () => {
    const { checks } = gradeAnswer(task(), verdict(true, true, true, true, false));
    const detail = 'The judge says no: “It is curt.”.';
    expect(checks).toEqual([{ position: 2, label: '“Is it kind?”', passed: false, detail }]);
  });

  it('has no score for a task that asks only questions of its own', () => {
    const { rubric: graded, checks } = gradeAnswer(task({ rubric: undefined }), verdict(true));
    expect(graded).toBeNull();
    expect(checks).toMatchObject([{ passed: true, detail: '' }]);
  });
});
