import { describe, expect, it } from 'vitest';
import { toAnswer } from '../answer.ts';
import type { Answer, PromptSides, SignalName } from '../types.ts';
import { STATISTICS } from './all.ts';
import type { PermutedSignalName } from './measurement.ts';
import { poolPrompts } from './pool.ts';
import { createRandom } from './random.ts';
import { testSignals } from './test-signals.ts';

const WORDS = [...'abcdefghijklmnopqrstuvwxyz'].flatMap((letter) => [`${letter}a`, `${letter}e`]);

/** A model that says something of random length and wording, each prompt in its own way, the same on both sides. */
function night(
  random: () => number,
  { baseline, tonight }: { baseline: number; tonight: number },
): PromptSides<number>[] {
  return Array.from({ length: 12 }, (_, promptId) => {
    const scale = 5 + Math.floor(random() * 20);
    const say = (): Answer => {
      const words = Array.from(
        { length: 1 + Math.floor(random() * scale) },
        () => WORDS[Math.floor(random() * WORDS.length)],
      );
      const embedding = Float32Array.from({ length: 16 }, () => random() - 0.5);
      return toAnswer({ output: words.join(random() < 0.2 ? '\n- ' : ' '), embedding, refusal: random() });
    };
    return {
      promptId,
      stratum: promptId < 4 ? 'short' : 'behaviour',
      category: null,
      expectation: null,
      baseline: Array.from({ length: baseline }, say),
      tonight: Array.from({ length: tonight }, say),
      judged: null,
    };
  });
}

const TRIALS = 250;
const plan = { alpha: 0.01, permutations: 99, permutationsWhenSmall: 99 };

function pValues(names: readonly PermutedSignalName[], sides: { baseline: number; tonight: number }, settings = plan) {
  const random = createRandom(42);
  return Array.from({ length: TRIALS }, (_, trial) => {
    const pool = poolPrompts(night(random, sides), createRandom(trial));
    const test = testSignals(
      pool,
      names.map((name) => STATISTICS[name](pool)),
      { ...settings, seed: trial },
    );
    expect.assert(test);
    return test;
  });
}

/** Largest distance of the sample's distribution from the uniform one; `above` only where small p come too often. */
function kolmogorov(sample: readonly number[]): { distance: number; above: number } {
  const sorted = [...sample].sort((a, b) => a - b);
  const above = Math.max(...sorted.map((p, index) => (index + 1) / sorted.length - p));
  const below = Math.max(...sorted.map((p, index) => p - index / sorted.length));
  return { distance: Math.max(above, below), above };
}

/** What one of a thousand uniform samples exceeds (Smirnov's limit). */
const KS_LIMIT = 1.95 / Math.sqrt(TRIALS);

describe.each([
  { baseline: 1, tonight: 1 },
  { baseline: 3, tonight: 1 },
  { baseline: 3, tonight: 3 },
])('if nothing changed, $baseline + $tonight answers', (sides) => {
  const isPaired = sides.baseline === 1;
  const symmetric: PermutedSignalName[] = isPaired ? [] : ['energy', 'embedding_drift'];

  it.each([...symmetric, 'style_length', 'vocabulary'] as PermutedSignalName[])('p of %s is uniform', (name) => {
    const sample = pValues([name], sides).map((test) => test.pValue);
    expect(kolmogorov(sample).distance).toBeLessThan(KS_LIMIT + 1 / 100);
    expect(Math.min(...sample)).toBeGreaterThanOrEqual(1 / 100);
  });

  it('p of all signals together is uniform, and no signal alone has too many small p', () => {
    const names = Object.keys(STATISTICS).filter((name): name is PermutedSignalName => name in STATISTICS);
    const tests = pValues(names, sides);
    expect(kolmogorov(tests.map((test) => test.pValue)).distance).toBeLessThan(KS_LIMIT + 1 / 100);
    names.forEach((_, index) => {
      const sample = tests.flatMap((test) => test.signals[index]?.pValue ?? []);
      if (sample.length > 0) expect(kolmogorov(sample).above).toBeLessThan(KS_LIMIT);
    });
    for (const level of [0.05, 0.1, 0.25]) {
      const wrong = tests.filter((test) => test.signals.some(({ pAdjusted }) => (pAdjusted ?? 1) <= level)).length;
      expect(wrong / TRIALS).toBeLessThan(level + 3.3 * Math.sqrt((level * (1 - level)) / TRIALS));
    }
  });
});

it('a second, longer look after a small p keeps p valid', () => {
  const looks = { alpha: 0.3, permutations: 49, permutationsWhenSmall: 249 };
  const tests = pValues(['style_length', 'vocabulary'], { baseline: 3, tonight: 1 }, looks);
  expect(new Set(tests.map((test) => test.permutations))).toEqual(new Set([49, 249]));
  expect(kolmogorov(tests.map((test) => test.pValue)).above).toBeLessThan(KS_LIMIT);
});

it('the same seed gives the same p-values, another seed nearly the same', () => {
  const sides = night(createRandom(9), { baseline: 3, tonight: 2 });
  const test = (seed: number) => {
    const pool = poolPrompts(sides, createRandom(seed));
    const names: SignalName[] = ['hash_delta', 'style_length', 'vocabulary', 'energy'];
    const measurements = names.flatMap((name) => (name === 'judge' ? [] : [STATISTICS[name](pool)]));
    return testSignals(pool, measurements, { seed, alpha: 0.01, permutations: 1999, permutationsWhenSmall: 1999 });
  };
  expect(test(1)).toEqual(test(1));
  expect(Math.abs((test(1)?.pValue ?? 0) - (test(2)?.pValue ?? 1))).toBeLessThan(0.06);
});
