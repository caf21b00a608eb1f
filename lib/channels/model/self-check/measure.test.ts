import { describe, expect, it } from 'vitest';
import { toAnswer } from '../answer.ts';
import { createRandom } from '../statistics/random.ts';
import type { Answer } from '../types.ts';
import { leaveOneNightOut, randomSplit } from './arrange.ts';
import { measureSelfCheck, whyNoSelfCheck } from './measure.ts';
import type { NightlyPrompt } from './types.ts';

const STANDARD = { short: 3, behaviour: 1 };
const NEVER = () => false;

/** Prompts whose answer of a night and a repetition is what `answer` says; 12 short and 8 behaviour ones. */
function prompts(repetitions: readonly number[], answer: (prompt: number, night: number) => string): NightlyPrompt[] {
  return Array.from({ length: 20 }, (_, prompt) => ({
    promptId: prompt + 1,
    stratum: prompt < 12 ? 'short' : 'behaviour',
    category: 'reasoning',
    expectation: null,
    nights: repetitions.map((count, night) =>
      Array.from({ length: count }, () => toAnswer({ output: answer(prompt, night) })),
    ),
  }));
}

/** Answers at random, the same law every night. */
function unchanged(repetitions: readonly number[], seed = 1): NightlyPrompt[] {
  const random = createRandom(seed);
  return prompts(repetitions, (prompt) => (prompt % 3 === 0 ? 'yes' : `answer ${Math.floor(random() * 3)}`));
}

const outputs = (answers: readonly Answer[] = []) => answers.map(({ output }) => output);

describe('one night left out', () => {
  it('sets each night against all others', () => {
    const [first, second, third, ...others] = leaveOneNightOut(
      prompts([3, 1, 1], (prompt, night) => `${prompt}/${night}`),
    );
    expect(others).toEqual([]);
    expect(outputs(first?.[4]?.tonight)).toEqual(['4/0', '4/0', '4/0']);
    expect(outputs(first?.[4]?.baseline)).toEqual(['4/1', '4/2']);
    expect(outputs(second?.[0]?.tonight)).toEqual(['0/1']);
    expect(outputs(third?.[0]?.baseline)).toEqual(['0/0', '0/0', '0/0', '0/1']);
  });
});

describe('random splits', () => {
  it('hold out what a check asks for, and leave two answers to the baseline', () => {
    const counts = (repetitions: number[]) =>
      randomSplit(unchanged(repetitions), STANDARD, createRandom(3)).map(({ tonight, baseline }) => [
        tonight.length,
        baseline.length,
      ]);
    expect(new Set(counts([3, 4]).slice(0, 12).map(String))).toEqual(new Set(['3,4']));
    expect(new Set(counts([3, 4]).slice(12).map(String))).toEqual(new Set(['1,6']));
    expect(new Set(counts([3]).map(String))).toEqual(new Set(['1,2']));
    expect(new Set(counts([2]).map(String))).toEqual(new Set(['0,2']));
  });

  it('lose no answer and repeat none', () => {
    let made = 0;
    const all = prompts([3, 2], () => `answer ${made++}`);
    for (const [index, { tonight, baseline }] of randomSplit(all, STANDARD, createRandom(5)).entries()) {
      expect(outputs([...tonight, ...baseline]).sort()).toEqual(outputs(all[index]?.nights.flat()).sort());
    }
  });
});

describe('a baseline against itself', () => {
  it('raises hardly any alarm where nothing changed', () => {
    const [nights, splits] = measureSelfCheck(
      { prompts: unchanged([3, 1, 1, 1]), check: STANDARD, seed: 7, splits: 60 },
      NEVER,
    );
    expect(nights).toEqual({ way: 'nights', trials: 4, alarms: 0, unmeasured: null });
    expect(splits).toMatchObject({ way: 'splits', trials: 60, unmeasured: null });
    expect(splits?.alarms).toBeLessThanOrEqual(1);
  });

  it('sees nights that differ from each other, which splits cannot', () => {
    const changing = prompts([3, 3, 3], (prompt, night) => `night ${night} of ${prompt}`);
    const [nights, splits] = measureSelfCheck({ prompts: changing, check: STANDARD, seed: 7, splits: 40 }, NEVER);
    expect(nights).toMatchObject({ trials: 3, alarms: 3 });
    expect(splits?.alarms).toBeLessThanOrEqual(1);
  });

  it('gives the same counts for the same seed', () => {
    const task = { prompts: unchanged([3, 1]), check: STANDARD, seed: 11, splits: 10 };
    expect(measureSelfCheck(task, NEVER)).toEqual(measureSelfCheck(task, NEVER));
  });

  it('ends when its time is up, with what it has', () => {
    let asked = 0;
    const [nights, splits] = measureSelfCheck(
      { prompts: unchanged([3, 2]), check: STANDARD, seed: 7, splits: 60 },
      () => asked++ >= 5,
    );
    expect([nights?.trials, splits?.trials]).toEqual([2, 3]);
    const none = measureSelfCheck({ prompts: unchanged([3, 1]), check: STANDARD, seed: 7, splits: 60 }, () => true);
    expect(none).toMatchObject([
      { trials: 0, unmeasured: 'There was no time for a trial.' },
      { trials: 0, unmeasured: 'There was no time for a trial.' },
    ]);
  });

  it('says that there is one night only', () => {
    const [nights, splits] = measureSelfCheck({ prompts: unchanged([3]), check: STANDARD, seed: 7, splits: 5 }, NEVER);
    expect(nights).toMatchObject({ trials: 0, unmeasured: expect.stringContaining('one night') });
    expect(splits).toMatchObject({ trials: 5, unmeasured: null });
  });

  it('is unmeasured, never fine, where no test over so few prompts could reach the level', () => {
    const [, splits] = measureSelfCheck(
      { prompts: unchanged([3]).slice(0, 2), check: STANDARD, seed: 7, splits: 5 },
      NEVER,
    );
    expect(splits).toMatchObject({ trials: 0, alarms: 0, unmeasured: expect.stringMatching(/./) });
  });

  it.each([
    [[], 'at most 0 answers'],
    [[2], 'at most 2 answers'],
    [[3], null],
    [[1, 1, 1], null],
  ])('is refused with %j answers a night: %s', (repetitions, refusal) => {
    const reason = whyNoSelfCheck(prompts(repetitions, () => 'yes'));
    if (refusal === null) expect(reason).toBeNull();
    else expect(reason).toContain(refusal);
  });
});
