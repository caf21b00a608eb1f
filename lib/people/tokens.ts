import type { Prisma } from '#generated/prisma/client.ts';
import { idCursor, pageOf } from '../api/cursor.ts';
import { personOf } from '../audit/actor.ts';
import { recordAudit } from '../audit/record.ts';
import { newTokenSecret } from '../auth/token-secret.ts';
import type { PageQuery } from '../contract/common.ts';
import type { CreatedToken, TokenBody, TokenView } from '../contract/people.ts';
import type { Context } from '../platform/context.ts';
import { inTransaction } from '../platform/db.ts';
import { invariant, TidemarkError } from '../platform/errors.ts';
import { may, permission } from '../policy/permissions.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const withCreator = { include: { creator: { select: { name: true } } } } as const;
type TokenRow = Prisma.ApiTokenGetPayload<typeof withCreator>;

/** API tokens, newest first; secrets are not stored and so not shown. */
export async function listTokens(
  { db }: Context,
  query: PageQuery,
): Promise<{ items: TokenView[]; nextCursor: string | null }> {
  const [before] = idCursor.decode(query.cursor) ?? [];
  const rows = await db.apiToken.findMany({
    ...withCreator,
    where: before === undefined ? {} : { id: { lt: before } },
    orderBy: { id: 'desc' },
    take: query.limit + 1,
  });
  return pageOf(rows, query.limit, tokenView, (token) => idCursor.encode([token.id]));
}

/**
 * Makes a token that acts for the caller within `scopes`.
 *
 * @throws TidemarkError `forbidden` when a scope is beyond the caller's role.
 */
export async function createToken({ db, now, actor }: Context, body: TokenBody): Promise<CreatedToken> {
  const createdBy = personOf(actor);
  invariant(createdBy !== null, 'a person makes a token');
  const creator = await db.user.findUniqueOrThrow({ where: { id: createdBy } });
  const beyond = body.scopes.filter((scope) => !may(creator.role, scope));
  if (beyond.length > 0) {
    const message = `beyond your role: ${beyond.join(', ')}`;
    throw new TidemarkError('forbidden', `The scopes are ${message}.`, { issues: [{ path: 'scopes', message }] });
  }
  const { secret, secretHash, prefix } = newTokenSecret();
  return await inTransaction(db, async (tx) => {
    const token = await tx.apiToken.create({
      ...withCreator,
      data: {
        name: body.name,
        scopes: [...new Set(body.scopes)],
        secretHash,
        prefix,
        createdBy,
        createdAt: now(),
        expiresAt: new Date(now().getTime() + body.expiresInDays * DAY_MS),
      },
    });
    await recordAudit(tx, {
      actor,
      action: 'token.create',
      subjectType: 'token',
      subjectId: token.id,
      summary: `Made API token ${token.name} (${prefix}…) with ${token.scopes.join(', ')}`,
    });
    return { ...tokenView(token), secret };
  });
}

/** Revokes a token; it stops working with the next call. @throws TidemarkError `not_found`, `conflict` */
export async function revokeToken({ db, now, actor }: Context, tokenId: number): Promise<void> {
  const token = await db.apiToken.findUnique({ where: { id: tokenId } });
  if (token === null) throw new TidemarkError('not_found', `There is no API token ${tokenId}.`);
  await inTransaction(db, async (tx) => {
    const revoked = await tx.apiToken.updateMany({
      where: { id: tokenId, revokedAt: null },
      data: { revokedAt: now() },
    });
    if (revoked.count === 0) throw new TidemarkError('conflict', `API token ${token.name} was revoked before.`);
    await recordAudit(tx, {
      actor,
      action: 'token.revoke',
      subjectType: 'token',
      subjectId: tokenId,
      summary: `Revoked API token ${token.name} (${token.prefix}…)`,
    });
  });
}

function tokenView(token: TokenRow): TokenView {
  return {
    id: token.id,
    name: token.name,
    prefix: token.prefix,
    scopes: permission.options.filter((scope) => token.scopes.includes(scope)),
    createdBy: token.creator.name,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt.toISOString(),
    revokedAt: token.revokedAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  };
}
