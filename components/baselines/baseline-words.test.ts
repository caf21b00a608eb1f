import { expect, test } from 'vitest';
import { instrumentName, repetitionWords, standingSentence } from './baseline-words.ts';

test.each([
  [3, 3, '3 repetitions'],
  [1, 1, '1 repetition'],
  [3, 10, '3 to 10 repetitions'],
])('%s to %s', (least, most, words) => expect(repetitionWords({ least, most })).toBe(words));

test('an instrument is named with the start of its digest', () => {
  expect(instrumentName(null)).toBe('None');
  expect(instrumentName(`encoder/1@sha256:${'ab'.repeat(32)}`)).toBe('encoder/1@sha256:abababababab…');
});

const READY = { state: 'ready', repetitions: { least: 3, most: 5 }, nights: 3, growth: 'growing' } as const;

test('says what a baseline holds and whether it can judge', () => {
  expect(standingSentence(READY)).toContain('3 to 5 repetitions of each prompt from 3 nights. Quiet nights add to it');
  expect(standingSentence({ ...READY, growth: 'full' })).toContain('It is full');
  expect(standingSentence({ ...READY, repetitions: { least: 2, most: 3 } })).toContain('calibrating');
  expect(standingSentence({ ...READY, state: 'capturing' })).toContain('being collected');
});
