import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countMismatches, mismatchLaw, type PromptHashes, pairwiseMismatchShare } from './mismatch.ts';
import { permutationTest } from './permutation.ts';

/** Answers as letters: `prompt('aab', 'c')` has three baseline repetitions and one of tonight. */
const prompt = (baseline: string, tonight: string): PromptHashes => ({
  baseline: [...baseline],
  tonight: [...tonight],
});
const repeat = (count: number, make: (index: number) => PromptHashes) =>
  Array.from({ length: count }, (_, i) => make(i));
const p = (prompts: readonly PromptHashes[]) => permutationTest(prompts).pValue;

const letters = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom('a', 'b', 'c'), { minLength, maxLength });
const anyPrompt = (maxBaseline: number, maxTonight: number) =>
  fc.record({ baseline: letters(1, maxBaseline), tonight: letters(1, maxTonight) });

describe('countMismatches and pairwiseMismatchShare', () => {
  it.each([
    ['aaa', 'a', 0, 0],
    ['aaa', 'b', 3, 0],
    ['aab', 'b', 2, 2 / 3],
    ['abc', 'a', 2, 1],
    ['ab', 'ac', 3, 1],
    ['a', 'b', 1, null],
  ])('baseline %s, tonight %s', (baseline, tonight, mismatches, noise) => {
    expect(countMismatches(prompt(baseline, tonight))).toBe(mismatches);
    expect(pairwiseMismatchShare([...baseline])).toBe(noise);
  });
});

describe('mismatchLaw', () => {
  it.each([
    ['all answers equal', [4], 1, [[0, 1]]],
    [
      'one answer stands out',
      [3, 1],
      1,
      [
        [1, 3 / 4],
        [3, 1 / 4],
      ],
    ],
    ['two against two', [2, 2], 1, [[2, 1]]],
    ['all answers differ', [1, 1, 1, 1], 1, [[3, 1]]],
    [
      'a pair and two single answers',
      [2, 1, 1],
      1,
      [
        [2, 1 / 2],
        [3, 1 / 2],
      ],
    ],
    [
      'two of five',
      [3, 2],
      2,
      [
        [3, 6 / 10],
        [4, 3 / 10],
        [6, 1 / 10],
      ],
    ],
  ] as const)('%s', (_what, sizes, tonightCount, expected) => {
    const law = mismatchLaw(sizes, tonightCount);
    expect(law.reduce((sum, outcome) => sum + outcome.probability, 0)).toBeCloseTo(1, 12);
    for (const [mismatches, probability] of expected) {
      const found = law.find((outcome) => outcome.mismatches === mismatches)?.probability ?? 0;
      expect(found).toBeCloseTo(probability, 12);
    }
  });

  it('refuses more answers than a double can count', () => expect(() => mismatchLaw([600, 401], 1)).toThrow('1,000'));
});

describe('permutationTest', () => {
  it.each([
    ['no prompts', [], 1],
    ['identical answers', repeat(20, () => prompt('aaa', 'a')), 1],
    ['one changed prompt of one', [prompt('aaa', 'b')], 1 / 4],
    ['three changed prompts of three', repeat(3, () => prompt('aaa', 'b')), 1 / 64],
    ['four changed prompts of twenty', repeat(20, (i) => prompt('aaa', i < 4 ? 'b' : 'a')), 1 / 256],
    ['three fresh repetitions', [prompt('aaa', 'bbb')], 2 / 20],
    ['a baseline that never repeats itself', repeat(20, () => prompt('abc', 'd')), 1],
    ['one repetition on both sides', repeat(20, () => prompt('a', 'b')), 1],
    ['nothing new, one flickering baseline', [prompt('aab', 'a')], 1],
    ['different repetition counts', [prompt('aaa', 'b'), prompt('aaaaa', 'bb')], 1 / 4 / 21],
  ])('%s', (_what, prompts, expected) => expect(p(prompts)).toBeCloseTo(expected, 12));

  it('matches the enumeration of every arrangement', () => {
    fc.assert(
      fc.property(fc.array(anyPrompt(4, 2), { minLength: 1, maxLength: 3 }), (prompts) => {
        expect(p(prompts)).toBeCloseTo(enumerated(prompts), 10);
      }),
      { numRuns: 200 },
    );
  });

  it('lies in (0, 1], and depends neither on the order of prompts nor on the names of answers', () => {
    const rename = ({ baseline, tonight }: PromptHashes): PromptHashes => {
      const other = (hash: string) => `renamed ${hash}`;
      return { baseline: baseline.map(other), tonight: tonight.map(other) };
    };
    fc.assert(
      fc.property(fc.array(anyPrompt(5, 3), { maxLength: 12 }), (prompts) => {
        expect(p(prompts)).toBeGreaterThan(0);
        expect(p(prompts)).toBeLessThanOrEqual(1);
        expect(p(prompts.toReversed())).toBe(p(prompts));
        expect(p(prompts.map(rename))).toBe(p(prompts));
      }),
    );
  });

  it('is at least as large as each alpha says when nothing changed', () => {
    const random = seeded(20_240_817);
    const trials = 4000;
    const pValues = Array.from({ length: trials }, () =>
      p(
        repeat(20, (i) => {
          // Half the prompts are near-certain, half flicker between three answers; repetitions are unequal.
          const draw = () => (random() < (i % 2 === 0 ? 0.9 : 0.5) ? 'a' : random() < 0.5 ? 'b' : 'c');
          const answers = (count: number) => Array.from({ length: count }, draw);
          return { baseline: answers(3 + (i % 3)), tonight: answers(1 + (i % 2)) };
        }),
      ),
    );
    for (const alpha of [0.01, 0.05, 0.1, 0.25, 0.5]) {
      const rate = pValues.filter((value) => value <= alpha).length / trials;
      expect(rate).toBeLessThanOrEqual(alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / trials));
      expect(rate).toBeGreaterThan(alpha / 2);
    }
  });

  it('never reaches zero', () => expect(p(repeat(1000, () => prompt('aaaaa', 'bbb')))).toBe(1e-300));
});

describe('permutationTest in bounded time', () => {
  const mixed = (i: number, sizes: readonly (readonly [number, number])[]) => {
    const [baseline, tonight] = sizes[i % sizes.length] ?? [3, 1];
    const flicker = (offset: number) => (_: unknown, at: number) => `${(i * 7 + at * at + offset) % 4}`;
    return {
      baseline: Array.from({ length: baseline }, flicker(0)),
      tonight: Array.from({ length: tonight }, flicker(1)),
    };
  };
  const allSizes = [1, 2, 3, 4, 5].flatMap((tonight) => [3, 4, 5, 6, 7, 8, 9, 10].map((k) => [k, tonight] as const));

  it.each([
    ['20 prompts, 10 + 3', 20, [[10, 3]], true],
    ['20 prompts of every size up to 10 + 5', 20, allSizes.toReversed(), true],
    ['1,000 prompts, 10 + 3', 1000, [[10, 3]], true],
    ['1,000 prompts of every size up to 10 + 5', 1000, allSizes, false],
    ['20 prompts, 100 + 10', 20, [[100, 10]], true],
  ] as const)('%s', (_what, count, sizes, exact) => {
    const start = performance.now();
    const test = permutationTest(repeat(count, (i) => mixed(i, sizes)));
    const ms = performance.now() - start;
    expect(test.exact).toBe(exact);
    expect(ms).toBeLessThan(10_000);
  });

  it('rounds against an alarm where it must round', () => {
    fc.assert(
      fc.property(fc.array(anyPrompt(5, 3), { minLength: 1, maxLength: 12 }), (prompts) => {
        const exact = permutationTest(prompts);
        const rounded = permutationTest(prompts, 1000);
        expect(exact.exact).toBe(true);
        expect(rounded.pValue).toBeGreaterThanOrEqual(exact.pValue * (1 - 1e-12));
      }),
    );
  });
});

/** P(mean mismatch share ≥ observed) by listing every choice of tonight's answers in every prompt. */
function enumerated(prompts: readonly PromptHashes[]): number {
  const share = (one: PromptHashes) => countMismatches(one) / (one.baseline.length * one.tonight.length);
  const arrangements = prompts.map(({ baseline, tonight }) => {
    const pooled = [...baseline, ...tonight];
    return choices(pooled.length, tonight.length).map((chosen) =>
      share({
        tonight: pooled.filter((_, i) => chosen.includes(i)),
        baseline: pooled.filter((_, i) => !chosen.includes(i)),
      }),
    );
  });
  const sums = arrangements.reduce<number[]>((all, one) => all.flatMap((sum) => one.map((value) => sum + value)), [0]);
  const observed = prompts.reduce((sum, one) => sum + share(one), 0);
  return sums.filter((sum) => sum >= observed - 1e-9).length / sums.length;
}

function choices(from: number, count: number): number[][] {
  if (count === 0) return [[]];
  if (from < count) return [];
  return [...choices(from - 1, count), ...choices(from - 1, count - 1).map((rest) => [...rest, from - 1])];
}

/** Mulberry32: a small seeded generator of numbers in [0, 1). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
