import { expect, it } from 'vitest';
import { specFor } from '#lib/testing/prompts.ts';
import { answerAsExpected } from './as-expected.ts';

it('gives the right answer first, and sways only on the border', () => {
  const choice = { kind: 'one-of', answers: ['A', 'B'], correct: 'B' } as const;
  const expected = { ...choice, answers: [...choice.answers] };
  expect(answerAsExpected(specFor('p', { why: 'Stable. Known.', expect: expected }))).toEqual({
    prompt: 'p',
    says: ['B', 'A'],
    sway: 0,
  });
  expect(answerAsExpected(specFor('p', { why: 'Border. A tie.', expect: expected }))?.sway).toBe(0.8);
});

it('answers with documents where JSON is asked for', () => {
  const schema = { type: 'object', properties: { kind: { enum: ['fix', 'chore'] } } };
  expect(answerAsExpected(specFor('p', { expect: { kind: 'json', schema } }))?.says).toEqual([
    '{"kind":"fix"}',
    '{"kind":"chore"}',
  ]);
  const counted = { kind: 'json', schema: { properties: { n: { type: 'integer' } } }, correct: { n: 6 } } as const;
  expect(answerAsExpected(specFor('p', { expect: counted }))?.says).toEqual(['{"n":6}']);
});

it('leaves open questions to others', () => {
  expect(answerAsExpected(specFor('p', { expect: { kind: 'text' } }))).toBeNull();
});
