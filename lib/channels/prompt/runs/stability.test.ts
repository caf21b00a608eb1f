import { expect, test } from 'vitest';
import { stabilityOf, type TaskNight } from './stability.ts';

const NIGHTS: Record<string, TaskNight> = {
  '.': { outcome: 'pass', passes: 3, runs: 3 },
  x: { outcome: 'regressed', passes: 0, runs: 9 },
  b: { outcome: 'base-also-fails', passes: 0, runs: 9 },
  m: { outcome: 'pass', passes: 8, runs: 9 },
  f: { outcome: 'flaky', passes: 6, runs: 9 },
  '?': { outcome: 'unmeasured', passes: 0, runs: 0 },
};

const nights = (text: string) => [...text].map((letter) => NIGHTS[letter] as TaskNight);

test.each([
  ['', 0, null, null],
  ['??', 0, null, null],
  ['....', 4, 1, 0],
  ['..?.', 3, 1, 0],
  ['...x', 4, 0.75, 0.25],
  ['..xx', 4, 0.5, 0.25],
  ['..xb', 4, 0.5, 0.25],
  ['.x.x', 4, 0.5, 0.75],
  ['.x?x', 3, 1 / 3, 1 / 3],
  ['..mm', 4, 0.5, 0.5],
  ['..f.', 4, 0.75, 0.5],
])('nights %j: %d measured, %s stable, %s flickering', (text, count, stableShare, flickerShare) => {
  expect(stabilityOf([nights(text)])).toEqual({ nights: count, stableShare, flickerShare });
});

test('nights of one model are not told by those of another', () => {
  expect(stabilityOf([nights('..'), nights('xx')])).toEqual({ nights: 4, stableShare: 0.5, flickerShare: 0 });
});
