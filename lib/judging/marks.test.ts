import { describe, expect, it } from 'vitest';
import { cut, drawWord, fence } from './marks.ts';

describe('cut', () => {
  it.each([
    ['short', 12, { text: 'short', note: '' }],
    ['a\ud83d', 12, { text: 'a\ufffd', note: '' }],
    ['abcdefghijklmnop', 6, { text: 'abcd\n[…]\nop', note: ' (cut: its first 4 and last 2 of 16 characters)' }],
    ['abc😀😀😀def', 6, { text: 'abc\ufffd\n[…]\nef', note: ' (cut: its first 4 and last 2 of 12 characters)' }],
  ])('%j to %i', (text, maxChars, shown) => {
    expect(cut(text, maxChars)).toEqual(shown);
  });
});

describe('marks', () => {
  it('carry a word that the data does not hold', () => {
    const draws = [0, 0.5];
    let drawn = 0;
    const random = () => draws[Math.floor(drawn++ / 12)] ?? 0.9;
    expect(drawWord(random, 'before 000000000000 after 888888888888')).toBe('eeeeeeeeeeee');
  });

  it('stand around the data', () => {
    expect(fence('answer', 'abc', 'x')).toBe('<<<answer abc\nx\nanswer abc>>>');
  });
});
