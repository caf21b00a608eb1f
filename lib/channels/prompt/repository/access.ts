import type { GitRepository } from '#generated/prisma/client.ts';
import type { ForgeConnection } from '#lib/forge/types.ts';
import { secretOfToken } from '#lib/git/token-secret.ts';
import type { GitRemote } from '#lib/git/types.ts';
import { decryptSecret, encryptSecret } from '#lib/platform/crypto.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { invariant, TidemarkError } from '#lib/platform/errors.ts';

/** Seals `token` for the repository with this id; the envelope opens for no other. */
export function sealRepositoryToken(repositoryId: number, token: string): string {
  return encryptSecret(token, encryptionKey(), sealContext(repositoryId));
}

/**
 * A stored repository as git is given it. The token lives in memory only.
 *
 * @throws TidemarkError `misconfigured` when the stored token cannot be opened.
 */
export function gitRemote(row: Pick<GitRepository, 'id' | 'url' | 'forge' | 'encryptedToken'>): GitRemote {
  const token = openToken(row);
  return { url: row.url, secret: token === null ? null : secretOfToken(row.forge, token) };
}

/**
 * The forge of a stored repository; null where none is set up.
 *
 * @throws TidemarkError `misconfigured` when it has no token to speak to it with, or the stored one cannot be opened.
 */
export function forgeConnection(
  row: Pick<GitRepository, 'id' | 'forge' | 'forgeUrl' | 'forgeProject' | 'encryptedToken'>,
): ForgeConnection | null {
  if (row.forge === 'none') return null;
  const token = openToken(row);
  if (token === null) {
    throw new TidemarkError('misconfigured', 'The repository names a forge but has no token for it. Enter one.');
  }
  invariant(row.forgeProject, 'a repository with a forge names its project');
  return { kind: row.forge, url: row.forgeUrl, project: row.forgeProject, token };
}

function openToken({ id, encryptedToken }: Pick<GitRepository, 'id' | 'encryptedToken'>): string | null {
  return encryptedToken === null ? null : decryptSecret(encryptedToken, encryptionKey(), sealContext(id));
}

function sealContext(repositoryId: number): string {
  return `repository:${repositoryId}`;
}
