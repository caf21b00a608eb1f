import { describe, expect, it } from 'vitest';
import { formatCount, formatDurationMs, formatP, formatShare, formatUsd } from './numbers.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('formatShare', () => {
  it.each([
    [0, '0 %'],
    [0.0001, '<0.1 %'],
    [0.0005, '0.1 %'],
    [0.0333, '3.3 %'],
    [0.09, '9 %'],
    [0.0996, '10 %'],
    [0.3, '30 %'],
    [0.625, '63 %'],
    [0.994, '99 %'],
    [0.996, '99.6 %'],
    [0.99949, '99.9 %'],
    [0.9999, '>99.9 %'],
    [1, '100 %'],
    [null, '–'],
  ])('writes %s as %s', (share, text) => expect(plain(formatShare(share))).toBe(text));

  it('keeps number and sign on one line', () => expect(formatShare(0.62)).toBe('62\u00a0%'));
});

describe('formatP', () => {
  it.each([
    [1, 'p = 1'],
    [0.314, 'p = 0.31'],
    [0.0104, 'p = 0.01'],
    [0.0096, 'p = 0.0096'],
    [0.00123, 'p = 0.0012'],
    [0.000024, 'p = 0.00002'],
    [0.00001, 'p = 0.00001'],
    [9.9e-6, 'p < 0.00001'],
    [1e-300, 'p < 0.00001'],
    [null, 'p = –'],
  ])('writes %s as %s', (p, text) => expect(plain(formatP(p))).toBe(text));
});

describe('formatUsd', () => {
  it.each([
    [0, '$0.00'],
    [0.00001, '<$0.0001'],
    [0.00341, '$0.0034'],
    [0.009999, '$0.01'],
    [0.1249, '$0.12'],
    [1234.5, '$1,234.50'],
    [null, '–'],
  ])('writes %s as %s', (usd, text) => expect(formatUsd(usd)).toBe(text));
});

describe('formatDurationMs', () => {
  it.each([
    [0, '0 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [1234, '1.2 s'],
    [9960, '10 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [65_000, '1 min 5 s'],
    [3_599_600, '1 h'],
    [7_380_000, '2 h 3 min'],
    [363_600_000, '4 d 5 h'],
    [null, '–'],
  ])('writes %s as %s', (durationMs, text) => expect(plain(formatDurationMs(durationMs))).toBe(text));
});

describe('formatCount', () => {
  it.each([
    [formatCount(1250), '1,250'],
    [formatCount(null), '–'],
    [formatCount(1, 'prompt'), '1 prompt'],
    [formatCount(0, 'prompt'), '0 prompts'],
    [formatCount(2, 'reply', 'replies'), '2 replies'],
  ])('writes %s', (actual, text) => expect(actual).toBe(text));
});
