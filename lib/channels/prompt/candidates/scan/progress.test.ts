import { expect, it } from 'vitest';
import { countSkips, explainSkips, readCursor } from './progress.ts';

const NOTHING = { skips: {}, named: {} };
const huge = (traceId: string | null) => ({ reason: 'too large', traceId });

it('names the first traces that were left out, over all pages', () => {
  const first = countSkips(NOTHING, [huge('a'), huge('b'), { reason: 'not of a trace', traceId: null }]);
  expect(explainSkips(first)).toBe('Left out: 2 × too large (traces a, b); 1 × not of a trace.');
  const second = countSkips(first, [huge('c'), huge('d'), huge('e')]);
  expect(explainSkips(second)).toBe('Left out: 5 × too large (traces a, b, c and 2 more); 1 × not of a trace.');
  expect(explainSkips(NOTHING)).toBeNull();
});

it('bounds how many reasons are told apart', () => {
  const reasons = Array.from({ length: 30 }, (_, at) => ({ reason: `reason ${at}`, traceId: `t${at}` }));
  const { skips } = countSkips(NOTHING, reasons);
  expect(Object.keys(skips)).toHaveLength(21);
  expect(skips['other reasons']).toBe(10);
});

it('reads a position that was stored before traces were named', () => {
  const stored = { generation: 'v4', position: 'x', skips: { 'too large': 1 } };
  expect(readCursor(stored)).toEqual({ ...stored, named: {} });
});
