import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decryptSecret, encryptSecret, sha256 } from './crypto.ts';

const key = randomBytes(32);
const misconfigured = expect.objectContaining({ code: 'misconfigured' });

describe('secrets at rest', () => {
  it('come back as they went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (secret, context) => {
        expect(decryptSecret(encryptSecret(secret, key, context), key, context)).toBe(secret);
      }),
    );
  });

  it('never look the same twice and never show what they hold', () => {
    const [one, two] = [encryptSecret('sk-secret', key, 'gateway:1'), encryptSecret('sk-secret', key, 'gateway:1')];
    expect(one).not.toBe(two);
    expect(one).not.toContain(Buffer.from('sk-secret').toString('base64url'));
  });

  it('do not open with another key', () => {
    expect(() => decryptSecret(encryptSecret('s', key, 'gateway:1'), randomBytes(32), 'gateway:1')).toThrow(
      misconfigured,
    );
  });

  it('do not open in another place', () => {
    expect(() => decryptSecret(encryptSecret('s', key, 'gateway:1'), key, 'gateway:2')).toThrow(misconfigured);
  });

  it('do not open once any bit of them was changed', () => {
    const [version = '', ...parts] = encryptSecret('a secret', key, 'c').split('.');
    const bytes = parts.map((part) => Buffer.from(part, 'base64url'));
    for (const [at, part] of bytes.entries()) {
      for (let bit = 0; bit < part.length * 8; bit++) {
        const changed = Buffer.from(part);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const envelope = [version, ...bytes.with(at, changed).map((each) => each.toString('base64url'))].join('.');
        expect(() => decryptSecret(envelope, key, 'c')).toThrow(misconfigured);
      }
    }
  });

  it('do not open with a tag cut short, which could be guessed', () => {
    const [version, nonce, tag = '', ciphertext] = encryptSecret('s', key, 'c').split('.');
    const short = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url');
    expect(() => decryptSecret([version, nonce, short, ciphertext].join('.'), key, 'c')).toThrow(misconfigured);
  });

  it.each(['', 'plain text', 'v2.a.b.c', 'v1.a.b', 'v1.a.b.c.d', 'v1...', 'sk-1234'])('"%s" is no envelope', (text) => {
    expect(() => decryptSecret(text, key, 'gateway:1')).toThrow(misconfigured);
  });

  it('messages name the place and the way out, never the secret', () => {
    const envelope = encryptSecret('sk-secret', key, 'gateway:1');
    for (const attempt of [
      () => decryptSecret(envelope, randomBytes(32), 'gateway:1'),
      () => decryptSecret('sk-secret', key, 'gateway:1'),
    ]) {
      expect(attempt).toThrow(/gateway:1/);
      expect(attempt).not.toThrow(/sk-secret/);
    }
  });
});

it('sha256 is that of UTF-8 text', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('ä')).toBe(sha256('\u00e4'));
});
