import { expect, test } from 'vitest';
import { type Pending, step } from './sequence.ts';

const BINDINGS = ['j', 'r', 'g r', 'g i', '?'];

/** Presses keys 100 ms apart, or at the given times, and lists the bindings that ran. */
function press(keys: readonly string[], timesMs: readonly number[] = keys.map((_, index) => index * 100)): string[] {
  let pending: Pending | null = null;
  const ran: string[] = [];
  keys.forEach((key, index) => {
    const result = step(key, timesMs[index] ?? 0, pending, BINDINGS);
    pending = result.pending;
    if (result.binding !== null) ran.push(result.binding);
  });
  return ran;
}

test.each([
  ['single keys run at once', ['j', 'r', '?'], ['j', 'r', '?']],
  ['a pair runs as a pair, not as its last key', ['g', 'r'], ['g r']],
  ['an unknown pair runs nothing', ['g', 'j'], []],
  ['a pair ends with its second key', ['g', 'x', 'r'], ['r']],
  ['other keys run nothing', ['x', 'Shift'], []],
])('%s', (_, keys, ran) => {
  expect(press(keys)).toEqual(ran);
});

test('a first key is forgotten after a while', () => {
  expect(press(['g', 'r'], [0, 5000])).toEqual(['r']);
});
