import { expect, test } from 'vitest';
import { valuePair } from './value-pair.ts';

const rule = (app: string) => ({ to: [{ podSelector: { matchLabels: { app } } }] });

test('short values stay whole', () => {
  expect(valuePair({ expected: { shown: 2 }, live: { shown: ['a'] } })).toEqual({
    git: { text: '2', isHidden: false },
    live: { text: '[\n  "a"\n]', isHidden: false },
  });
  expect(valuePair({ expected: { hidden: 'secret' } })).toEqual({
    git: { text: 'hidden: a secret', isHidden: true },
    live: null,
  });
});

test('of long values only what differs is left', () => {
  const pair = valuePair({ expected: { shown: [rule('db')] }, live: { shown: [rule('db'), { cidr: '0.0.0.0/0' }] } });
  expect(pair.live?.text).toContain('"cidr": "0.0.0.0/0"');
  expect(pair.live?.text).not.toContain('matchLabels');
  expect(pair.git?.text.split('\n')[0]).toBe('…');
  expect(pair.git?.text).not.toContain('cidr');
});
