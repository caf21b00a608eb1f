import { recordAudit } from '../audit/record.ts';
import type { Db } from '../platform/db.ts';

/** Writes a sign-out into the audit log. */
export async function noteSignOut(db: Db, userId: number): Promise<void> {
  const user = await db.user.findUnique({ where: { id: userId } });
  if (user === null) return;
  await recordAudit(db, {
    actor: { kind: 'user', userId },
    action: 'session.end',
    subjectType: 'user',
    subjectId: userId,
    summary: `${user.email} signed out`,
  });
}
