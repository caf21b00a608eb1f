import { expect, test } from 'vitest';
import { placeOf } from './neighbours.ts';

test('the way through the queue goes up and down', () => {
  const queue = [7, 3, 9];
  expect(placeOf(queue, queue, 7)).toEqual({ previous: null, next: 3, position: 1, waiting: 3 });
  expect(placeOf(queue, queue, 3)).toEqual({ previous: 7, next: 9, position: 2, waiting: 3 });
  expect(placeOf(queue, queue, 9)).toEqual({ previous: 3, next: null, position: 3, waiting: 3 });
});

test('one that was just decided keeps its place, and who else left is passed over', () => {
  expect(placeOf([7, 3, 9, 4], [7, 4], 3)).toEqual({ previous: 7, next: 4, position: null, waiting: 2 });
});

test('one that never waited leads to the first', () => {
  expect(placeOf([7, 3], [7, 3], 8)).toEqual({ previous: null, next: 7, position: null, waiting: 2 });
  expect(placeOf([], [], 8)).toEqual({ previous: null, next: null, position: null, waiting: 0 });
});
