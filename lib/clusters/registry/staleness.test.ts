import { describe, expect, it } from 'vitest';
import { type LookFacts, staleReason } from './staleness.ts';

const NOW = new Date('2026-05-10T12:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const facts: LookFacts = {
  enabled: true,
  intervalSeconds: 60,
  comparedAt: ago(600),
  checkedAt: ago(1),
  createdAt: ago(10_000),
};

describe('staleReason', () => {
  it.each<[string, Partial<LookFacts>]>([
    ['was looked at a minute ago', {}],
    ['has a long interval', { intervalSeconds: 3600, checkedAt: ago(170) }],
    ['has a short interval, and the worker looks once a minute', { intervalSeconds: 10, checkedAt: ago(2) }],
    ['was wholly compared just now', { checkedAt: null, comparedAt: ago(1) }],
    ['was just added', { comparedAt: null, checkedAt: null, createdAt: ago(1) }],
  ])('says nothing of one that %s', (_, over) => {
    expect(staleReason({ ...facts, ...over }, NOW)).toBeNull();
  });

  it.each<[string, Partial<LookFacts>, RegExp]>([
    ['was not looked at three times', { checkedAt: ago(4) }, /last looked at 4 min ago, and should be every 1 min/],
    ['was never compared', { comparedAt: null, checkedAt: null, createdAt: ago(5) }, /never compared/],
    ['was not wholly compared for days', { comparedAt: ago(3 * 24 * 60) }, /All of it was last compared 3 d ago/],
    ['is switched off', { enabled: false }, /switched off\. It was last looked at 1 min ago/],
    ['was always off', { enabled: false, comparedAt: null, checkedAt: null }, /off\. It was never compared/],
  ])('tells of one that %s', (_, over, said) => {
    expect(staleReason({ ...facts, ...over }, NOW)?.replace(/\s/g, ' ')).toMatch(said);
  });
});
