import { expect, test } from 'vitest';
import { dayStack, stackSentence } from './day-stack.ts';

const days = ['2026-05-09', '2026-05-10'];

const namespace = (name: string, ...occurrences: number[]) => ({
  namespace: name,
  tier: null,
  drifted: 0,
  severity: null,
  occurrences,
});

test('the busiest namespaces have their own stretch, the quiet none', () => {
  const stack = dayStack({ days, namespaces: [namespace('a', 0, 1), namespace('', 2, 2), namespace('quiet', 0, 0)] });
  expect(stack.series.map(({ label }) => label)).toEqual(['cluster-wide', 'a']);
  expect(stack.points).toEqual([
    { day: '2026-05-09', counts: [2, 0], total: 2 },
    { day: '2026-05-10', counts: [2, 1], total: 3 },
  ]);
  expect(stackSentence(stack)).toBe('Drift began 5 times in 2 days, most of it in cluster-wide; most on 10 May: 3.');
});

test('many namespaces share the last stretch, and nothing is lost', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const stack = dayStack({ days, namespaces: names.map((name, index) => namespace(name, index, 1)) });
  expect(stack.series.map(({ label }) => label)).toEqual(['g', 'f', 'e', 'd', '3 others']);
  expect(stack.points.map(({ total }) => total)).toEqual([21, 7]);
  expect(stack.total).toBe(28);
});

test('five namespaces are all named', () => {
  const stack = dayStack({ days, namespaces: ['a', 'b', 'c', 'd', 'e'].map((name) => namespace(name, 1, 1)) });
  expect(stack.series).toHaveLength(5);
  expect(new Set(stack.series.map(({ colour }) => colour)).size).toBe(5);
});

test('without drift there is no stretch', () => {
  expect(stackSentence(dayStack({ days, namespaces: [] }))).toBe('No drift began in 2 days.');
});
