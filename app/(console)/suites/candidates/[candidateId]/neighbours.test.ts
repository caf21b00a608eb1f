import { expect, test } from 'vitest';
import { neighboursOf } from './neighbours.ts';

test.each([
  [[3, 1, 2], 1, { previous: 3, next: 2 }],
  [[3, 1, 2], 3, { previous: null, next: 1 }],
  [[3, 1, 2], 2, { previous: 1, next: null }],
  [[3, 1], 9, { previous: null, next: 3 }],
  [[], 9, { previous: null, next: null }],
])('in %j, %i stands between its neighbours', (queue, id, expected) => {
  expect(neighboursOf(queue, id)).toEqual(expected);
});
