import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { loadSecrets, problemOfKey } from './secrets.ts';

describe('problemOfKey', () => {
  it.each([
    ['0123456789abcdefABCDEF'.padEnd(64, '0'), undefined],
    ['', 'is empty'],
    ['ab'.repeat(16), 'holds 16 bytes instead of 32'],
    ['ab'.repeat(33), 'holds 33 bytes instead of 32'],
    ['z'.repeat(64), 'holds characters that are not hexadecimal'],
  ])('of %j is %j', (text, problem) => {
    expect(problemOfKey(text)).toBe(problem);
  });
});

describe('loadSecrets', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder('secrets');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes both at the first start, for the owner only, and keeps them', () => {
    const first = loadSecrets(folder, {});
    expect(first.TIDEMARK_ENCRYPTION_KEY).toMatch(/^[0-9a-f]{64}$/);
    expect(first.TIDEMARK_SECRET.length).toBeGreaterThanOrEqual(32);
    for (const file of ['encryption-key', 'session-secret']) {
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    }
    expect(loadSecrets(folder, {})).toEqual(first);
  });

  it('takes what the environment gives, and writes none of it', () => {
    const given = { TIDEMARK_SECRET: 's'.repeat(32), TIDEMARK_ENCRYPTION_KEY: 'a'.repeat(64) };
    expect(loadSecrets(folder, given)).toEqual(given);
    expect(() => readFileSync(join(folder, 'encryption-key'))).toThrow();
  });

  it.each([
    [
      'is cut short',
      'abcd',
      /encryption-key holds 2 bytes instead of 32\. Restore the file, .*TIDEMARK_ENCRYPTION_KEY/,
    ],
    ['is empty', '', /encryption-key is empty/],
    ['is something else', 'correct horse battery staple', /not hexadecimal/],
  ])('tells when the key file %s, without showing it', (_, text, message) => {
    writeFileSync(join(folder, 'encryption-key'), text);
    expect(() => loadSecrets(folder, {})).toThrow(message);
  });

  it.runIf(process.getuid?.() !== 0)('tells when the key file cannot be read', () => {
    loadSecrets(folder, {});
    chmodSync(join(folder, 'encryption-key'), 0);
    expect(() => loadSecrets(folder, {})).toThrow(/encryption-key cannot be read: EACCES/);
  });
});
