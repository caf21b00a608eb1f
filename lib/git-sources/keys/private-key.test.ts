import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { privateKeyFault } from './private-key.ts';

/** What ssh-keygen writes; null where there is none. */
function keygen(passphrase: string, ...options: string[]): { key: string; pub: string } | null {
  const folder = temporaryFolder('key');
  const file = join(folder, 'id');
  try {
    execFileSync('ssh-keygen', ['-q', '-N', passphrase, '-f', file, ...options], { stdio: 'pipe' });
    return { key: readFileSync(file, 'utf8'), pub: readFileSync(`${file}.pub`, 'utf8') };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const open = keygen('', '-t', 'ed25519');
const shut = keygen('pass phrase', '-t', 'ed25519');

describe.skipIf(open === null)('a key of ssh-keygen', () => {
  it('is taken, whatever its lines end with', () => {
    expect(privateKeyFault(open?.key ?? '')).toBeNull();
    expect(privateKeyFault((open?.key ?? '').replaceAll('\n', '\r\n'))).toBeNull();
  });

  it.each([
    ['the public one', open?.pub, /is the public key/],
    ['one with a passphrase', shut?.key, /has a passphrase/],
    ['half of one', open?.key.slice(0, 120), /must be a whole private key/],
    ['a damaged one', open?.key.replace(/b3BlbnNz/, 'b3BsZW5z'), /is damaged/],
  ])('is refused: %s', (_, text, fault) => {
    expect(privateKeyFault(text ?? '')).toMatch(fault);
  });
});

it('reads PEM', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const encrypted = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' });
  expect(privateKeyFault(pem)).toBeNull();
  expect(privateKeyFault(pem.replace(/\n.{20}/, '\n'))).toMatch(/damaged/);
  expect(privateKeyFault(encrypted.toString())).toMatch(/passphrase/);
});

it.each(['ghp_sometoken', '', '-----BEGIN OPENSSH PRIVATE KEY-----\n\n-----END OPENSSH PRIVATE KEY-----'])(
  'refuses %j without quoting it',
  (text) => {
    const fault = privateKeyFault(text);
    expect(fault).toMatch(/whole private key|damaged/);
    expect(fault).not.toContain('ghp_');
  },
);
