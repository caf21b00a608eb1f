import { expect, test } from 'vitest';
import { evidenceSentence, formatEvidence, noConfirmation, noStep } from './night-words.ts';

test.each([
  [0.4, '0.4'],
  [1.26, '1.3'],
  [66.4, '66'],
  [3421, '3,421'],
  [21_000_000, '2.1\u00a0×\u00a010⁷'],
])('evidence of %s', (evidence, text) => expect(formatEvidence(evidence)).toBe(text));

test.each([
  [600, 12, 'The evidence over the nights is over the alarm level.'],
  [2, 0.4, 'A night like this one speaks for “nothing changed”.'],
  [100, 12, 'One more such night would alarm.'],
  [0.4, 3, '6 more such nights would alarm.'],
])('at %s after a night of %s', (cusum, eValue, sentence) => {
  expect(evidenceSentence({ cusum, eValue }, 500)).toBe(sentence);
});

const CONFIRMING = { runId: 2, status: 'sampling' as const, verdict: null, pValue: null };

test('a night not weighed yet says what it waits for', () => {
  expect(noStep({ status: 'finished', verdict: 'drifted', confirmation: CONFIRMING })).toContain('fresh repetitions');
  expect(noStep({ status: 'sampling', verdict: null, confirmation: null })).toContain('judged');
  expect(noStep({ status: 'finished', verdict: 'calibrating', confirmation: null })).toContain('calibrates');
  expect(noStep({ status: 'cancelled', verdict: null, confirmation: null })).toContain('Nothing was judged');
});

test('a check without a confirmation says why', () => {
  expect(noConfirmation({ status: 'finished', verdict: 'stable' })).toContain('did not drift');
  expect(noConfirmation({ status: 'finished', verdict: 'drifted' })).toContain('nights to come');
});
