import { describe, expect, it } from 'vitest';
import { toAnswer } from './answer.ts';
import { compareWithBaseline } from './compare.ts';
import type { Answer, ComparisonOptions, PromptSides } from './types.ts';

/** Answers as letters; `a'` is `a` in another layout. `prompts(["aab", "a'"])` has three baseline answers, one tonight. */
function prompts(...sides: (readonly [baseline: string, tonight: string])[]): PromptSides<number>[] {
  return sides.map(([baseline, tonight], promptId) => ({
    promptId,
    stratum: 'short',
    category: null,
    expectation: null,
    baseline: answers(baseline),
    tonight: answers(tonight),
    judged: null,
  }));
}

function answers(letters: string): Answer[] {
  return (letters.match(/\w'?/g) ?? []).map((raw) => ({ ...toAnswer({ output: raw.slice(0, 1) }), rawHash: raw }));
}

const times = (count: number, side: readonly [string, string]) => Array.from({ length: count }, () => side);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const byHash = { seed: 1, signals: ['hash_delta'] } as const satisfies ComparisonOptions;

describe('verdict by hash delta alone', () => {
  const [quiet, changed, noisy] = [
    ['aaa', 'a'],
    ['aaa', 'b'],
    ['abc', 'd'],
  ] as const;
  const [failed, fresh, thin] = [
    ['aaa', ''],
    ['', 'a'],
    ['aa', 'a'],
  ] as const;

  it.each([
    ['identical answers', times(20, quiet), 'stable'],
    ['exactly 30 % changed: not over the threshold', [...times(6, changed), ...times(14, quiet)], 'stable'],
    ['35 % changed', [...times(7, changed), ...times(13, quiet)], 'drifted'],
    ['everything changed', times(20, changed), 'drifted'],
    ['everything new, but the baseline never repeats itself', times(20, noisy), 'stable'],
    ['4 prompts, all changed', times(4, changed), 'drifted'],
    ['3 prompts, all changed: p can not get below 1/64', times(3, changed), 'unmeasured'],
    ['one prompt', times(1, changed), 'unmeasured'],
    ['no prompts', [], 'unmeasured'],
    ['no answers tonight', times(20, failed), 'unmeasured'],
    ['no answers on either side', times(20, ['', '']), 'unmeasured'],
    ['no answers tonight and a thin baseline', times(20, ['aa', '']), 'unmeasured'],
    ['80 % measured', [...times(16, quiet), ...times(4, failed)], 'stable'],
    ['75 % measured, all changed', [...times(15, changed), ...times(5, failed)], 'unmeasured'],
    ['half measured, all changed', [...times(10, changed), ...times(10, failed)], 'unmeasured'],
    ['80 % measured, all changed', [...times(16, changed), ...times(4, failed)], 'drifted'],
    ['no baseline', times(20, fresh), 'calibrating'],
    ['two baseline repetitions, all changed', times(20, ['aa', 'b']), 'calibrating'],
    ['one repetition on both sides', times(20, ['a', 'b']), 'calibrating'],
    ['75 % of prompts calibrated', [...times(15, changed), ...times(5, thin)], 'calibrating'],
    ['80 % of prompts calibrated', [...times(16, changed), ...times(4, thin)], 'drifted'],
    [
      'enough on each side, too few on both',
      [...times(14, changed), ...times(3, failed), ...times(3, thin)],
      'unmeasured',
    ],
    ['format-only changes everywhere', times(20, ['aaa', "a'"]), 'stable'],
    ['unequal repetitions', [...times(10, ['aaaaa', 'bbb']), ...times(10, ['aaa', 'a'])], 'drifted'],
    ['more repetitions than can be listed', times(20, ['aaaaaaaaaa', 'bbbb']), 'drifted'],
  ] as const)('%s', (_what, sides, verdict) => {
    const comparison = compareWithBaseline(prompts(...sides), byHash);
    expect(comparison.verdict).toBe(verdict);
    const judged = verdict === 'stable' || verdict === 'drifted';
    expect(comparison.pValue !== null).toBe(judged);
    expect(comparison.signals.some((signal) => signal.fired)).toBe(verdict === 'drifted');
    expect(comparison.prompts).toHaveLength(sides.length);
  });

  it('does not let prompts without an answer pull the delta down or up', () => {
    const sides = [...times(8, changed), ...times(9, quiet), ...times(3, failed)];
    const [signal] = compareWithBaseline(prompts(...sides), byHash).signals;
    expect(signal?.value).toBeCloseTo(8 / 17, 10);
    expect(signal?.detail.judgedPrompts).toBe(17);
  });

  it('goes by the thresholds it is given', () => {
    const strict = { ...byHash, alpha: 0.05, minBaselineRepetitions: 2, minMeasuredShare: 0.5 };
    const sides = [
      ...times(5, ['aa', 'b'] as const),
      ...times(5, ['aa', 'a'] as const),
      ...times(9, ['', ''] as const),
    ];
    expect(compareWithBaseline(prompts(...sides), byHash).verdict).toBe('unmeasured');
    expect(compareWithBaseline(prompts(...sides), strict).verdict).toBe('drifted');
  });

  it('cannot tell a change from noise with one answer on each side', () => {
    const comparison = compareWithBaseline(prompts(...times(20, ['a', 'b'])), { ...byHash, minBaselineRepetitions: 1 });
    expect(comparison).toMatchObject({ verdict: 'unmeasured', pValue: null });
    expect(comparison.signals[0]).toMatchObject({ value: 1, noise: null, pValue: null, fired: false });
    expect(comparison.reason).toMatch(/^None of the chosen signals can be tested/);
    expect(comparison.warnings[0]).toMatch(/^One answer on each side/);
  });
});

describe('movement of a prompt', () => {
  it.each([
    ['aaa', 'a', 'same', 0, 0, 'Same as in 3 baseline repetitions.'],
    ['a', 'a', 'same', 0, null, 'Same as in the only baseline repetition.'],
    ["aaa'", "a'", 'same', 0, 0, 'Same as in 3 baseline repetitions.'],
    ['aaa', "a'a", 'same', 0, 0, 'Same as in 3 baseline repetitions.'],
    [
      'aab',
      'a',
      'same',
      1 / 3,
      2 / 3,
      'The answer occurs in the baseline; 33 % of answer pairs differ against 67 % within the baseline itself.',
    ],
    [
      'aab',
      'bb',
      'same',
      2 / 3,
      2 / 3,
      '2 of 2 answers occur in the baseline; 67 % of answer pairs differ against 67 % within the baseline itself.',
    ],
    [
      'aaa',
      "a'b",
      'same',
      1 / 2,
      0,
      '1 of 2 answers occurs in the baseline; 50 % of answer pairs differ against 0 % within the baseline itself.',
    ],
    [
      'aaa',
      "a'",
      'format_only',
      0,
      0,
      'Same content as in the baseline, laid out differently than in 3 baseline repetitions.',
    ],
    ['aaa', 'b', 'changed', 1, 0, 'The answer does not occur in 3 baseline repetitions, which all agree.'],
    [
      'aab',
      'c',
      'changed',
      1,
      2 / 3,
      'The answer does not occur in 3 baseline repetitions; 100 % of answer pairs differ against 67 % within the baseline itself.',
    ],
    ['aaa', 'bc', 'changed', 1, 0, 'None of 2 answers occurs in 3 baseline repetitions, which all agree.'],
    ['a', 'b', 'changed', 1, null, 'The answer does not occur in the only baseline repetition.'],
    ['aaa', '', 'unmeasured', null, 0, 'No answer was measured in this run.'],
    ['', 'a', 'unmeasured', null, null, 'The baseline has no measured answer.'],
  ] as const)('baseline %s, tonight %s: %s', (baseline, tonight, movement, deltaShare, noiseShare, reason) => {
    const [prompt] = compareWithBaseline(prompts([baseline, tonight]), byHash).prompts;
    expect({ ...prompt, reason: plain(prompt?.reason ?? '') }).toMatchObject({
      promptId: 0,
      movement,
      deltaShare,
      noiseShare,
      reason,
    });
  });
});

describe('reason', () => {
  it.each([
    [
      times(20, ['aaa', 'a']),
      'Nothing moved beyond the baseline’s own noise (p = 1); 0 % of answer pairs differ, 0 % within the baseline itself. None of 20 prompts answers differently than in any baseline repetition.',
    ],
    [
      [...times(15, ['aaa', 'b']), ...times(5, ['aab', 'a'])],
      'Changed beyond the baseline’s own noise (p = 0.00001): Answers that differ 83 % (noise 17 %, threshold 30 %). 15 of 20 prompts answer differently than in any baseline repetition.',
    ],
    [
      [...times(5, ['aaa', 'b']), ...times(15, ['aaa', 'a'])],
      /^More may have moved than noise explains \(p = 0\.00\d+\), but no signal is over both its threshold and its noise; most: Answers that differ 25 % \(noise 0 %, threshold 30 %\)\. 5 of 20 prompts answer differently than in any baseline repetition\.$/,
    ],
    [
      times(20, ['abc', 'd']),
      'Nothing moved beyond the baseline’s own noise (p = 1); 100 % of answer pairs differ, 100 % within the baseline itself. 20 of 20 prompts answer differently than in any baseline repetition.',
    ],
    [
      [...times(1, ['aaa', 'b']), ...times(16, ['aaa', "a'"]), ...times(3, ['aaa', ''])],
      /^Nothing moved .* 1 of 17 prompts answers differently than in any baseline repetition\. 16 prompts changed in format only\. 3 of 20 prompts could not be compared\.$/,
    ],
    [
      times(20, ['a', 'b']),
      '0 of 20 prompts have the 3 baseline repetitions that show their noise; a verdict needs 80 %. So far 20 of 20 prompts answer differently than in any baseline repetition, which may be noise.',
    ],
    [times(20, ['', 'b']), 'There are no baseline answers to compare with yet.'],
    [times(20, ['aaa', '']), 'None of the 20 prompts was measured in this run.'],
    [
      [...times(5, ['aaa', '']), ...times(15, ['aaa', 'a'])],
      'Only 15 of 20 prompts were measured in this run; a verdict needs 80 %.',
    ],
    [
      [...times(14, ['aaa', 'a']), ...times(3, ['aaa', '']), ...times(3, ['aa', 'a'])],
      'Only 14 of 20 prompts were measured often enough in both this run and the baseline; a verdict needs 80 %.',
    ],
    [
      times(3, ['aaa', 'b']),
      '3 prompts with this many repetitions could not show any change, however large: the smallest possible p-value is 0.016, a verdict needs 0.005. Add prompts or repetitions.',
    ],
    [[], 'The suite has no prompts, so nothing was measured.'],
  ] as const)('case %#', (sides, reason) => {
    expect(plain(compareWithBaseline(prompts(...sides), byHash).reason)).toEqual(
      typeof reason === 'string' ? reason : expect.stringMatching(reason),
    );
  });
});
