import type { GitSource as GitSourceRow } from '#generated/prisma/client.ts';
import { secretOfToken } from '#lib/git/token-secret.ts';
import type { GitAccess, GitSource } from '#lib/gitops/source/types.ts';
import { decryptSecret, encryptSecret } from '#lib/platform/crypto.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

type StoredSource = Pick<
  GitSourceRow,
  'id' | 'url' | 'branch' | 'access' | 'encryptedSecret' | 'knownHosts' | 'signers' | 'forge'
>;

/**
 * A stored git source as `withCheckout` is given it, but for what Flux leaves out. Its secret lives in memory only.
 *
 * @throws TidemarkError `misconfigured` when the stored secret cannot be opened with `key`.
 */
export function openGitSource(row: StoredSource, key: Buffer): Omit<GitSource, 'ignore'> {
  const { id, url, branch, signers } = row;
  return {
    key: cloneKey(id),
    url,
    branch,
    access: accessOf(row, key),
    signers: signers.length === 0 ? null : signers,
  };
}

/** Seals the token or private key for the git source with this id; the envelope opens for no other. */
export function sealGitSecret(sourceId: number, secret: string, key: Buffer): string {
  return encryptSecret(secret, key, sealContext(sourceId));
}

/** Names the cached clone of a git source. */
export function cloneKey(sourceId: number): string {
  return `git-source-${sourceId}`;
}

function accessOf({ id, access, encryptedSecret, knownHosts, forge }: StoredSource, key: Buffer): GitAccess {
  if (access === 'none') return { kind: 'none' };
  if (encryptedSecret === null) {
    throw new TidemarkError('misconfigured', `Git source ${id} has no stored secret. Enter it again in the settings.`);
  }
  const secret = decryptSecret(encryptedSecret, key, sealContext(id));
  if (access === 'ssh') return { kind: 'ssh', privateKey: secret, knownHosts };
  return { kind: 'token', ...secretOfToken(forge, secret) };
}

function sealContext(sourceId: number): string {
  return `git-source:${sourceId}`;
}
