import { expect, it } from 'vitest';
import { chooseScores } from './choose.ts';

const score = (traceId: string | null, value = 0.2) => ({ id: `score of ${traceId}`, value, comment: '', traceId });

it('takes the lowest score of each trace that is not a candidate yet', () => {
  const { wanted, duplicates, skips } = chooseScores(
    [score('a', 0.4), score('a', 0.1), score('b', 0.3), score('known'), score('c', 0.9), score(null)],
    new Set(['known']),
    0.6,
  );
  expect(wanted.map(({ traceId, value }) => [traceId, value])).toEqual([
    ['a', 0.1],
    ['b', 0.3],
  ]);
  expect(duplicates).toBe(2);
  expect(skips.map(({ reason }) => reason)).toEqual(['scored above the limit', 'the score is not of a trace']);
});

it.each([
  ['none', ''],
  ['too long', 'x'.repeat(201)],
  ['with a control character', 'a\u0000b'],
  ['with half of a surrogate pair', 'a\uD800b'],
])('leaves out an id that neither file nor database takes: %s', (_, traceId) => {
  const { wanted, skips } = chooseScores([score(traceId), score('sound')], new Set(), 0.6);
  expect(wanted.map((kept) => kept.traceId)).toEqual(['sound']);
  expect(skips).toEqual([{ reason: 'the id of its trace is unusable', traceId: null }]);
});
