import { expect, it } from 'vitest';
import { toAnswer } from '../answer.ts';
import type { PromptSides } from '../types.ts';
import { meanShift } from './mean-shift.ts';
import { poolPrompts } from './pool.ts';
import { createRandom } from './random.ts';

const random = createRandom(3);
const answers = (count: number) => Array.from({ length: count }, () => toAnswer({ output: '' }));
const sides = (baseline: number, tonight: number): PromptSides<number> => ({
  promptId: 0,
  stratum: 'short',
  category: null,
  expectation: null,
  baseline: answers(baseline),
  tonight: answers(tonight),
  judged: null,
});
const pool = poolPrompts([sides(3, 1), sides(3, 3), sides(1, 1)], random);
const vectors = pool.map((prompt) => prompt.answers.map(() => Float32Array.from({ length: 8 }, () => random() - 0.5)));

/** Norm of the mean difference, the long way. */
function directly(permutation: readonly number[]): number {
  const sum = new Float64Array(8);
  pool.forEach(({ arrangements }, index) => {
    const tonight = new Set(arrangements[permutation[index] ?? 0]);
    const all = vectors[index] ?? [];
    all.forEach((vector, at) => {
      const weight = tonight.has(at) ? 1 / tonight.size : -1 / (all.length - tonight.size);
      vector.forEach((value, i) => {
        sum[i] = (sum[i] ?? 0) + weight * value;
      });
    });
  });
  return Math.sqrt(sum.reduce((square, value) => square + value * value, 0)) / pool.length;
}

it('is the norm of the mean difference, for every permutation', () => {
  const shift = meanShift(pool, (index) => vectors[index] ?? null);
  for (const permutation of [
    [0, 0, 0],
    [3, 19, 1],
    [1, 7, 0],
    [2, 12, 1],
  ]) {
    expect(shift?.component(Uint16Array.from(permutation))).toBeCloseTo(directly(permutation), 6);
  }
});

it('tells how far each prompt moved along the common direction: their mean is the norm', () => {
  const shift = meanShift(pool, (index) => vectors[index] ?? null);
  const along = shift?.along.map((value) => value ?? 0) ?? [];
  expect(along.reduce((sum, value) => sum + value, 0) / pool.length).toBeCloseTo(directly([0, 0, 0]), 6);
});

it('leaves out prompts without vectors, and says so when none is left', () => {
  const shift = meanShift(pool, (index) => (index === 1 ? (vectors[1] ?? null) : null));
  expect(shift?.along.map((value) => value === null)).toEqual([true, false, true]);
  expect(meanShift(pool, () => null)).toBeNull();
});
