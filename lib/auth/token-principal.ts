import { sha256 } from '../platform/crypto.ts';
import type { Db } from '../platform/db.ts';
import { permissionsOf } from '../policy/permissions.ts';
import type { Principal } from './principal.ts';

/** How often the last use of a token is written down; one write a minute, not one a call. */
const LAST_USED_STEP_MS = 60_000;

/**
 * The principal behind an API token: its scopes, cut down to what its creator's role allows now.
 * Null when it is unknown, expired or revoked, or when its creator is disabled.
 */
export async function principalOfToken(db: Db, secret: string, now: Date): Promise<Principal | null> {
  const token = await db.apiToken.findUnique({ where: { secretHash: sha256(secret) }, include: { creator: true } });
  if (token === null || token.revokedAt !== null || token.expiresAt <= now) return null;
  const { creator } = token;
  if (creator.disabledAt !== null) return null;
  await noteUse(db, token.id, now);
  return {
    actor: { kind: 'token', tokenId: token.id, userId: creator.id },
    person: { id: creator.id, name: creator.name, email: creator.email, role: creator.role },
    permissions: permissionsOf(creator.role).filter((what) => token.scopes.includes(what)),
  };
}

async function noteUse(db: Db, tokenId: number, now: Date): Promise<void> {
  const before = new Date(now.getTime() - LAST_USED_STEP_MS);
  await db.apiToken.updateMany({
    where: { id: tokenId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] },
    data: { lastUsedAt: now },
  });
}
