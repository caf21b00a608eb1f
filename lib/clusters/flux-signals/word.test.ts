import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FluxEvent } from '#lib/gitops/flux/events.ts';
import { readWord, toWord, wordDigest } from './word.ts';

const text = fc.string({ unit: 'binary' });
const event: fc.Arbitrary<FluxEvent> = fc.record({
  ...{ kind: text, namespace: text, name: text, reason: text, severity: text, message: text },
  revision: fc.option(text, { nil: null }),
  at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
});

it('is the same after it was stored, or is not stored at all', () => {
  fc.assert(
    fc.property(event, (each) => {
      const word = toWord(each);
      if (word === null) return JSON.stringify(each).includes('\\u0000') || JSON.stringify(each).includes('\\ud');
      expect(readWord(JSON.parse(JSON.stringify(word)))).toEqual(each);
      return true;
    }),
  );
});

it('is named by all that tells it from others', () => {
  fc.assert(
    fc.property(event, event, (a, b) => {
      expect(wordDigest(1, a)).not.toBe(wordDigest(2, a));
      expect(wordDigest(1, { ...a, at: new Date(a.at.getTime() + 1000) })).not.toBe(wordDigest(1, a));
      if (a.message !== b.message) expect(wordDigest(1, { ...a, message: b.message })).not.toBe(wordDigest(1, a));
    }),
  );
});
