import { describe, expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';
import { cookieValue } from './cookies.ts';
import { bearerToken, newTokenSecret } from './token-secret.ts';

describe('clientAddress', () => {
  test.each<[string | null, number, string]>([
    ['203.0.113.9', 0, '203.0.113.9'],
    ['203.0.113.9', 1, '203.0.113.9'],
    ['forged, 203.0.113.9', 1, '203.0.113.9'],
    ['forged, 203.0.113.9, 10.0.0.2', 2, '203.0.113.9'],
    ['203.0.113.9', 2, '203.0.113.9'],
    ['::1', 0, '::1'],
    ['', 0, 'unknown'],
    [null, 1, 'unknown'],
  ])('%j behind %i proxies is %s', (header, proxies, expected) => {
    expect(clientAddress(header, proxies)).toBe(expected);
  });
});

describe('cookieValue', () => {
  test.each<[string | null, string | undefined]>([
    ['s=one', 'one'],
    ['a=b; s=two; c=d', 'two'],
    ['xs=no; s=a=b', 'a=b'],
    ['s', undefined],
    ['=s', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j', (header, expected) => {
    expect(cookieValue(header, 's')).toBe(expected);
  });
});

describe('token secrets', () => {
  test('hold 256 random bits, and only their hash is for keeping', () => {
    const { secret, secretHash, prefix } = newTokenSecret();
    expect(secret).toMatch(/^tdm_[\w-]{43}$/);
    expect(secretHash).toMatch(/^[0-9a-f]{64}$/);
    expect(secret.startsWith(prefix)).toBe(true);
    expect(prefix).toHaveLength(10);
    expect(newTokenSecret().secret).not.toBe(secret);
  });

  test.each<[string, boolean]>([
    [`Bearer tdm_${'a'.repeat(43)}`, true],
    [`bearer  tdm_${'a'.repeat(43)}`, true],
    [`Bearer tdm_${'a'.repeat(42)}`, false],
    [`Bearer ${'a'.repeat(47)}`, false],
    ['Basic dXNlcjpwdw==', false],
    [`tdm_${'a'.repeat(43)}`, false],
  ])('%s', (header, fits) => {
    expect(bearerToken(header) !== null).toBe(fits);
  });
});
