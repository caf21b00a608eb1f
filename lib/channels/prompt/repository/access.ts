import type { GitRepository } from '#generated/prisma/client.ts';
import type { ForgeConnection } from '#lib/forge/types.ts';
import type { GitRemote, GitSecret } from '#lib/git/types.ts';
import { decryptSecret, encryptSecret } from '#lib/platform/crypto.ts';
import { encryptionKey } from '#lib/platform/encryption-key.ts';
import { invariant, TidemarkError } from '#lib/platform/errors.ts';

type ForgeKindOrNone = GitRepository['forge'];

/** Names that forges take a token under; they read nothing else from it. */
const USER_OF_TOKEN = {
  none: 'tidemark',
  github: 'x-access-token',
  gitlab: 'oauth2',
  gitea: 'tidemark',
} satisfies Record<ForgeKindOrNone, string>;

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
  return { url: row.url, secret: token === null ? null : secretOf(row.forge, token) };
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

/** A server without a forge may want a user of its own: its token is then written `user:token`. */
function secretOf(forge: ForgeKindOrNone, token: string): GitSecret {
  const colon = forge === 'none' ? token.indexOf(':') : -1;
  if (colon <= 0 || colon === token.length - 1) return { user: USER_OF_TOKEN[forge], token };
  return { user: token.slice(0, colon), token: token.slice(colon + 1) };
}

function openToken({ id, encryptedToken }: Pick<GitRepository, 'id' | 'encryptedToken'>): string | null {
  return encryptedToken === null ? null : decryptSecret(encryptedToken, encryptionKey(), sealContext(id));
}

function sealContext(repositoryId: number): string {
  return `repository:${repositoryId}`;
}
