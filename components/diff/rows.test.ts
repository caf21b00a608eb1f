import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffRows, type Line } from './rows.ts';

const text = (line: Line | null) => line?.segments.map((s) => (s.marked ? `[${s.text}]` : s.text)).join('') ?? null;
const shown = (before: string, after: string) =>
  diffRows(before, after).map((row) => [text(row.before), text(row.after)] as const);

describe('diffRows', () => {
  it.each([
    [
      'equal',
      'a\nb',
      'a\nb',
      [
        ['a', 'a'],
        ['b', 'b'],
      ],
    ],
    ['one word', 'The answer is Yes.', 'The answer is No.', [['The answer is [Yes].', 'The answer is [No].']]],
    [
      'a phrase',
      'go two blocks north now',
      'go six miles north now',
      [['go [two blocks] north now', 'go [six miles] north now']],
    ],
    ['a number', 'It costs 3.50 euro.', 'It costs 3.75 euro.', [['It costs [3.50] euro.', 'It costs [3.75] euro.']]],
    ['nothing shared', 'Yes', 'I cannot say', [['Yes', 'I cannot say']]],
    ['only whitespace', 'a  b', 'a b', [['a[  ]b', 'a[ ]b']]],
    ['line endings', 'so it is\r', 'so it is', [['so it is[\r]', 'so it is']]],
    ['empty before', '', 'x', [[null, 'x']]],
    ['empty after', 'x', '', [['x', null]]],
    [
      'a new first line',
      'Take the bus home',
      'Well then\nTake the bus back',
      [
        [null, 'Well then'],
        ['Take the bus [home]', 'Take the bus [back]'],
      ],
    ],
    ['Cyrillic by words', 'это мой дом', 'это мой сад', [['это мой [дом]', 'это мой [сад]']]],
    ['Chinese by characters', '我喜欢红茶', '我喜欢绿茶', [['我喜欢[红]茶', '我喜欢[绿]茶']]],
  ])('%s', (_name, before, after, expected) => {
    expect(shown(before, after)).toEqual(expected);
  });

  it('numbers the lines of each side', () => {
    const rows = diffRows('a\nb\nc', 'a\nc');
    expect(rows.map((row) => [row.before?.number, row.after?.number])).toEqual([
      [1, 1],
      [2, undefined],
      [3, 2],
    ]);
  });

  it('loses and adds nothing, whatever the texts', () => {
    const prose = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '\n', '\t', '\r', '.', 'é', '\u202e', '漢'),
      maxLength: 60,
    });
    const rebuilt = (lines: (Line | null)[]) =>
      lines
        .filter((line) => line !== null)
        .map((line) => line.segments.map((s) => s.text).join('') + (line.ends ? '\n' : ''))
        .join('');
    fc.assert(
      fc.property(prose, prose, (before, after) => {
        const rows = diffRows(before, after);
        expect(rebuilt(rows.map((row) => row.before))).toBe(before);
        expect(rebuilt(rows.map((row) => row.after))).toBe(after);
        expect(rows.some((row) => row.changed)).toBe(before !== after);
      }),
    );
  });
});
