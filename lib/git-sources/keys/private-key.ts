import { createPrivateKey } from 'node:crypto';

/** Begins what is within the armour of an OpenSSH key (PROTOCOL.key of OpenSSH). */
const OPENSSH_MAGIC = 'openssh-key-v1\0';
const BLOCK = /^-----BEGIN ([A-Z ]*)PRIVATE KEY-----\n([\s\S]+)\n-----END \1PRIVATE KEY-----$/;

/** A private key as ssh reads it: lines end as ssh wants them. */
export function tidyPrivateKey(text: string): string {
  return `${text.replaceAll('\r\n', '\n').trim()}\n`;
}

/** Why ssh could not sign in with this private key, never quoting it; null where it could. */
export function privateKeyFault(text: string): string | null {
  const key = tidyPrivateKey(text).trim();
  if (/^(ssh-|ecdsa-|sk-)/.test(key)) return 'is the public key; enter the private one, which its .pub file lacks';
  const block = BLOCK.exec(key);
  if (block === null) {
    return 'must be a whole private key, from -----BEGIN … PRIVATE KEY----- to -----END … PRIVATE KEY-----';
  }
  const [, kind = '', body = ''] = block;
  return kind === 'OPENSSH ' ? opensshFault(Buffer.from(body, 'base64')) : pemFault(key);
}

function opensshFault(bytes: Buffer): string | null {
  const isWhole = bytes.subarray(0, OPENSSH_MAGIC.length).toString('latin1') === OPENSSH_MAGIC;
  const start = OPENSSH_MAGIC.length + 4;
  if (!isWhole || bytes.length < start) return 'is damaged: copy the whole file of the private key';
  const cipher = bytes.subarray(start, start + bytes.readUInt32BE(OPENSSH_MAGIC.length)).toString('latin1');
  return cipher === 'none' ? null : PASSPHRASE;
}

const PASSPHRASE = 'has a passphrase, which nobody could type here; make a key without one for Tidemark alone';

function pemFault(key: string): string | null {
  if (/ENCRYPTED/.test(key)) return PASSPHRASE;
  try {
    createPrivateKey(key);
    return null;
  } catch {
    return 'is damaged: copy the whole file of the private key';
  }
}
