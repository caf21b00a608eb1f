import type { ForgeKind } from '#generated/prisma/client.ts';
import type { GitSecret } from './types.ts';

/** Names that forges take a token under; they read nothing else from it. */
const USER_OF_TOKEN = {
  none: 'tidemark',
  github: 'x-access-token',
  gitlab: 'oauth2',
  gitea: 'tidemark',
} satisfies Record<ForgeKind, string>;

/** What git names itself with. A server without a forge may want a user of its own: its token is then `user:token`. */
export function secretOfToken(forge: ForgeKind, token: string): GitSecret {
  const colon = forge === 'none' ? token.indexOf(':') : -1;
  if (colon <= 0 || colon === token.length - 1) return { user: USER_OF_TOKEN[forge], token };
  return { user: token.slice(0, colon), token: token.slice(colon + 1) };
}
