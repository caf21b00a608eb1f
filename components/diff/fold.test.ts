import { describe, expect, it } from 'vitest';
import { foldRows } from './fold.ts';
import { diffRows } from './rows.ts';

const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}`);
const limits = { contextRows: 2, maxLines: 10, lineChars: 10 };

const outline = (before: string, after: string) =>
  foldRows(diffRows(before, after), limits).items.map((item) =>
    item.kind === 'gap'
      ? `… ${item.rows}`
      : `${item.row.changed ? '*' : ' '}${item.row.after?.segments[0]?.text ?? ''}`,
  );

describe('foldRows', () => {
  it('keeps a short text whole', () => {
    const folded = foldRows(diffRows('a\nb', 'a\nc'), limits);
    expect(folded.folded).toBe(false);
    expect(folded.items).toHaveLength(2);
  });

  it('keeps some unchanged lines around each change', () => {
    const before = numbered(1, 20).join('\n');
    expect(outline(before, before.replace('line 10\n', 'LINE ten\n'))).toEqual([
      '… 7',
      ' line 8',
      ' line 9',
      '*LINE ten',
      ' line 11',
      ' line 12',
      '… 8',
    ]);
  });

  it('stops at the height of the view', () => {
    expect(outline('', numbered(1, 14).join('\n'))).toEqual([...numbered(1, 10).map((line) => `*${line}`), '… 4']);
  });

  it('shows the start where nothing changed', () => {
    const text = numbered(1, 12).join('\n');
    expect(outline(text, text).at(-1)).toBe('… 2');
  });

  it('cuts one line that is longer than the view', () => {
    const { items, folded } = foldRows(diffRows('x', 'y'.repeat(500)), limits);
    expect(folded).toBe(true);
    const [first] = items;
    expect(first?.kind === 'row' && first.row.after?.segments.map((s) => s.text.length)).toEqual([99, 1]);
  });
});
