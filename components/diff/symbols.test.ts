import { describe, expect, it } from 'vitest';
import { glyphs } from './symbols.ts';

const shown = (line: string, whitespace = false) => glyphs(line, { whitespace }).map((glyph) => glyph.text);

describe('glyphs', () => {
  it.each([
    ['bell', 'a\u0007b', ['a', 'BEL', 'b']],
    ['escape sequence', '\u001b[31m', ['ESC', '[31m']],
    ['carriage return', 'line\r', ['line', 'CR']],
    ['delete', '\u007f', ['DEL']],
    ['C1 control', '\u0085\u009b', ['NEL', 'U+009B']],
    ['right-to-left override', 'a\u202eb\u2069', ['a', 'RLO', 'b', 'PDI']],
    ['zero-width space', 'a\u200bb', ['a', 'ZWSP', 'b']],
    ['byte order mark', '\ufeff{}', ['BOM', '{}']],
    ['tag characters', '\u{e0041}x', ['U+E0041', 'x']],
    ['lone surrogate', 'a\ud800b', ['a', 'U+D800', 'b']],
    ['line separator', 'a\u2028b', ['a', 'LSEP', 'b']],
  ])('shows a %s', (_name, line, expected) => {
    expect(shown(line)).toEqual(expected);
  });

  it('leaves ordinary text, emoji sequences and right-to-left words alone', () => {
    const line = 'Zoë 👩‍💻 ❤️ می‌خواهم שלום\t1';
    expect(shown(line)).toEqual([line]);
  });

  it('shows spaces, tabs, other spaces and joiners on demand', () => {
    expect(shown('a  b\tc\u00a0d\u200d', true)).toEqual(['a', '·\u200b·\u200b', 'b', '»\t', 'c', 'NBSP', 'd', 'ZWJ']);
  });

  it('names what a symbol stands for', () => {
    expect(glyphs('\u202e', { whitespace: false })).toEqual([
      { kind: 'symbol', text: 'RLO', title: 'Invisible character U+202E' },
    ]);
  });
});
