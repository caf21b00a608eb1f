import type { Prisma } from '#generated/prisma/client.ts';
import { pageOf, timeCursor } from '../api/cursor.ts';
import { type AuditEntry, type AuditQuery, auditChanges } from '../contract/people.ts';
import type { Context } from '../platform/context.ts';

const withNames = { include: { user: { select: { name: true } }, token: { select: { name: true } } } } as const;
type AuditRow = Prisma.AuditLogGetPayload<typeof withNames>;

/** Who did what, newest first. */
export async function listAudit(
  { db }: Context,
  query: AuditQuery,
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const before = timeCursor.decode(query.cursor);
  const rows = await db.auditLog.findMany({
    ...withNames,
    where: {
      action: query.action,
      subjectType: query.subjectType,
      subjectId: query.subjectId,
      userId: query.userId,
      ...(before === undefined ? {} : { OR: [{ at: { lt: before[0] } }, { at: before[0], id: { lt: before[1] } }] }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
  });
  return pageOf(rows, query.limit, auditView, (row) => timeCursor.encode([row.at.toISOString(), row.id]));
}

function auditView(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, name: actorName(row) },
    action: row.action,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    summary: row.summary,
    changes: auditChanges.nullable().parse(row.changes),
  };
}

function actorName({ user, token }: AuditRow): string {
  if (user === null) return 'Tidemark';
  return token === null ? user.name : `${token.name} (API token of ${user.name})`;
}
