import { expect, test } from 'vitest';
import { afterDeciding, placeOf, withDecided } from './neighbours.ts';

const queueOf = (seen: readonly number[], now = seen, decided: readonly number[] = []) => ({ seen, now, decided });

test('the way through the queue goes up and down', () => {
  const queue = queueOf([7, 3, 9]);
  expect(placeOf(queue, 7)).toEqual({ previous: null, next: 3, position: 1, waiting: 3 });
  expect(placeOf(queue, 3)).toEqual({ previous: 7, next: 9, position: 2, waiting: 3 });
  expect(placeOf(queue, 9)).toEqual({ previous: 3, next: null, position: 3, waiting: 3 });
});

test('one that was just decided keeps its place, and what others decided is passed over', () => {
  const expected = { previous: 7, next: 4, position: null, waiting: 2 };
  expect(placeOf(queueOf([7, 3, 9, 4], [7, 4]), 3)).toEqual(expected);
});

test('one that never waited leads to the first', () => {
  expect(placeOf(queueOf([7, 3]), 8)).toEqual({ previous: null, next: 7, position: null, waiting: 2 });
  expect(placeOf(queueOf([]), 8)).toEqual({ previous: null, next: null, position: null, waiting: 0 });
});

test('the way back leads to what was decided, the way on does not', () => {
  const queue = queueOf([7, 3, 9], [9], [7, 3]);
  expect(placeOf(queue, 9)).toMatchObject({ previous: 3, next: null });
  expect(placeOf(queue, 3)).toMatchObject({ previous: 7, next: 9 });
  expect(placeOf(queue, 7)).toMatchObject({ previous: null, next: 9 });
});

test('a decision leads to the next one that waits, and from the end to the beginning', () => {
  expect(afterDeciding(queueOf([7, 3, 9]), 7)).toBe(3);
  expect(afterDeciding(queueOf([7, 3, 9]), 9)).toBe(7);
  expect(afterDeciding(queueOf([9]), 9)).toBeNull();
});

test('what was decided keeps its place in a queue that is read again', () => {
  const memory = { seen: [7, 3, 9, 4], decided: [3, 9] };
  expect(withDecided([7, 4], memory)).toEqual([7, 3, 9, 4]);
  expect(withDecided([5, 7, 4, 6], memory)).toEqual([5, 7, 3, 9, 4, 6]);
  expect(withDecided([7], memory)).toEqual([7, 3, 9]);
  expect(withDecided([3, 7], memory)).toEqual([3, 7, 9]);
});
