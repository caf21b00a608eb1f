import { describe, expect, it } from 'vitest';
import { redactDetail } from './redact.ts';

describe('redactDetail', () => {
  it.each([
    ['Incorrect API key provided: sk-abc***xyz.', null, 'Incorrect API key provided: [key]'],
    [
      'Received API Key = sk-...1234, Key Hash (Token) =0123456789abcdef0123456789abcdef',
      null,
      'Received API Key = [key], Key Hash (Token) =[hash]',
    ],
    ['bad header: bearer abc.DEF-123==', null, 'bad header: Bearer [key]'],
    ['key my-own-key refused', 'my-own-key', 'key [key] refused'],
    ['a\n  b', null, 'a b'],
  ])('%s', (message, apiKey, expected) => {
    expect(redactDetail(message, apiKey)).toBe(expected);
  });

  it('is at most 500 characters', () => {
    expect(redactDetail('x'.repeat(9_999), null)).toHaveLength(500);
  });
});
