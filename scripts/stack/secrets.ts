import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';

const KEY_PATTERN = /^[0-9a-fA-F]{64}$/;
const SECRET_MIN_CHARS = 32;

/** Where one secret of the installation lives and what it must look like. */
interface SecretFile {
  file: string;
  variable: string;
  make: () => string;
  /** What is wrong with a text, if anything. */
  problemOf: (text: string) => string | undefined;
  /** What depends on it, for the message when it is damaged. */
  loss: string;
}

const SESSION_SECRET: SecretFile = {
  file: 'session-secret',
  variable: 'TIDEMARK_SECRET',
  make: () => randomBytes(32).toString('base64url'),
  problemOf: (text) => (text.length < SECRET_MIN_CHARS ? `holds fewer than ${SECRET_MIN_CHARS} characters` : undefined),
  loss: 'everybody has to sign in again',
};

const ENCRYPTION_KEY: SecretFile = {
  file: 'encryption-key',
  variable: 'TIDEMARK_ENCRYPTION_KEY',
  make: () => randomBytes(32).toString('hex'),
  problemOf: problemOfKey,
  loss: 'the stored gateway keys have to be entered again',
};

/** Says what keeps a text from being a 32-byte key in hexadecimal. */
export function problemOfKey(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (!/^[0-9a-fA-F]*$/.test(text)) return 'holds characters that are not hexadecimal';
  return KEY_PATTERN.test(text) ? undefined : `holds ${text.length / 2} bytes instead of 32`;
}

/**
 * The installation's secrets as environment variables: those given, else those of the data folder's files
 * (mode 0600), which are made at the first start.
 *
 * @throws TidemarkError `misconfigured` when a file cannot be read or does not fit.
 */
export function loadSecrets(
  dataFolder: string,
  given: { TIDEMARK_SECRET?: string | undefined; TIDEMARK_ENCRYPTION_KEY?: string | undefined },
): { TIDEMARK_SECRET: string; TIDEMARK_ENCRYPTION_KEY: string } {
  return {
    TIDEMARK_SECRET: given.TIDEMARK_SECRET ?? readOrMake(dataFolder, SESSION_SECRET),
    TIDEMARK_ENCRYPTION_KEY: given.TIDEMARK_ENCRYPTION_KEY ?? readOrMake(dataFolder, ENCRYPTION_KEY),
  };
}

function readOrMake(dataFolder: string, { file, variable, make, problemOf, loss }: SecretFile): string {
  const path = join(dataFolder, file);
  if (!existsSync(path)) {
    const text = make();
    writeFileSync(path, `${text}\n`, { mode: 0o600, flag: 'wx' });
    return text;
  }
  const mend = `Restore the file, give the value as ${variable}, or delete the file to have a new one made (${loss}).`;
  const text = readText(path, mend);
  const problem = problemOf(text);
  if (problem !== undefined) throw new TidemarkError('misconfigured', `${path} ${problem}. ${mend}`);
  return text;
}

function readText(path: string, mend: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new TidemarkError('misconfigured', `${path} cannot be read: ${messageOf(cause)}. ${mend}`, { cause });
  }
}
