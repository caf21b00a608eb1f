import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Git } from '#lib/git/types.ts';
import { inheritedEnvironment } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { runProgram } from '../program/run.ts';
import type { CommitSignature } from './types.ts';

const LIMITS = { timeoutMs: 30_000, maxBytes: 1_000_000 } as const;
/** Git's own name for what is signed, in OpenSSH's terms. */
const NAMESPACE = 'git';

/**
 * Whether one of `signers` signed a commit; null does not ask.
 *
 * @throws TidemarkError `forbidden` when none did; `misconfigured` when gpg or ssh-keygen is missing, or a key is none.
 */
export async function verifyCommit(
  git: Git,
  commit: string,
  signers: readonly string[] | null,
): Promise<CommitSignature> {
  if (signers === null) return { kind: 'unverified' };
  const parts = splitCommit((await git.catFile(['commit', commit])).toString('latin1'));
  if (parts === null) throw refused(commit, 'is not signed');
  const folder = temporaryFolder('verify');
  try {
    writeFileSync(join(folder, 'signature'), parts.signature, 'latin1');
    writeFileSync(join(folder, 'payload'), parts.payload, 'latin1');
    const isSsh = parts.signature.includes('BEGIN SSH SIGNATURE');
    const keys = signers.filter((key) => isSsh !== key.includes('BEGIN PGP PUBLIC KEY'));
    const signer = isSsh ? await sshSigner(folder, keys, parts.payload) : await gpgSigner(folder, keys);
    if (signer === null) throw refused(commit, 'is not signed by a key of this source');
    return { kind: 'verified', signer };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A raw commit as what was signed and the signature over it; null where there is none. */
export function splitCommit(raw: string): { payload: string; signature: string } | null {
  const end = raw.indexOf('\n\n');
  const header = end === -1 ? raw : raw.slice(0, end);
  const found = /(^|\n)gpgsig(?:-sha256)? (.*(?:\n .*)*)/.exec(header);
  if (found === null) return null;
  const [whole, lead = '', folded = ''] = found;
  const kept = header.slice(0, found.index) + header.slice(found.index + whole.length);
  return {
    payload: `${lead === '' ? kept.replace(/^\n/, '') : kept}${end === -1 ? '' : raw.slice(end)}`,
    signature: `${folded.replaceAll('\n ', '\n')}\n`,
  };
}

async function sshSigner(folder: string, keys: readonly string[], payload: string): Promise<string | null> {
  const lines = keys.flatMap((key) => key.split('\n')).filter((line) => /^(ssh-|ecdsa-|sk-)/.test(line.trim()));
  writeFileSync(join(folder, 'signers'), lines.map((line) => `${NAMESPACE} ${line.trim()}\n`).join(''));
  const args = ['-Y', 'verify', '-f', 'signers', '-I', NAMESPACE, '-n', NAMESPACE, '-s', 'signature'];
  const { code, stdout } = await run('ssh-keygen', args, folder, Buffer.from(payload, 'latin1'));
  return code === 0 ? (/key (SHA256:\S+)/.exec(stdout.toString('utf8'))?.[1] ?? 'a known key') : null;
}

async function gpgSigner(folder: string, keys: readonly string[]): Promise<string | null> {
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  const options = ['--homedir', home, '--batch', '--no-tty', '--quiet', '--no-autostart', '--trust-model', 'always'];
  for (const key of keys) await run('gpg', [...options, '--import'], folder, Buffer.from(key));
  const { code, stdout } = await run(
    'gpg',
    [...options, '--status-fd', '1', '--verify', 'signature', 'payload'],
    folder,
  );
  const status = stdout.toString('utf8');
  const isGood = code === 0 && /^\[GNUPG:\] GOODSIG /m.test(status);
  return isGood ? (/^\[GNUPG:\] VALIDSIG (\S+)/m.exec(status)?.[1] ?? null) : null;
}

function run(command: string, args: readonly string[], cwd: string, input?: Buffer) {
  const environment = { ...inheritedEnvironment(['PATH']), HOME: cwd, LC_ALL: 'C' };
  return runProgram({ command, args, cwd, environment, ...LIMITS, ...(input === undefined ? {} : { input }) });
}

function refused(commit: string, what: string): TidemarkError {
  const told = `Commit ${commit.slice(0, 12)} ${what}. Sign it with one of the source's keys, add the key to the source, or do not ask for signatures.`;
  return new TidemarkError('forbidden', told);
}
