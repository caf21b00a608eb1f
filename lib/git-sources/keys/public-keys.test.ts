import { describe, expect, it } from 'vitest';
import { knownHostsFault, signerFault } from './public-keys.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGvU6jE2FJ0eNLaK4hUBF9LyqSNBgQ0gN7L3Rl8m3QeT';

describe('signerFault', () => {
  it.each([
    KEY,
    `${KEY} dev@example.test`,
    '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n-----END PGP PUBLIC KEY BLOCK-----',
  ])('takes %j', (text) => expect(signerFault(text)).toBeNull());

  it.each([
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----', /is a private key/],
    ['A4FF2279', /must be a line of OpenSSH/],
    [`${KEY}\nand more`, /must be a line of OpenSSH/],
  ])('refuses %j', (text, fault) => expect(signerFault(text)).toMatch(fault));
});

describe('knownHostsFault', () => {
  it.each([
    `github.com ${KEY}`,
    `# comment\n\n[git.test]:2222,10.0.0.1 ${KEY}`,
    `@cert-authority *.test ${KEY}`,
    `|1|F1E=|hash= ${KEY}`,
  ])('takes %j', (text) => expect(knownHostsFault(text)).toBeNull());

  it.each([[KEY], ['github.com'], [`github.com ${KEY}\ngithub.com ssh-rsa`]])('refuses %j', (text) =>
    expect(knownHostsFault(text)).toMatch(/^line \d: must be a host/),
  );
});
