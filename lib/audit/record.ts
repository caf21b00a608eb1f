import type { Prisma } from '#generated/prisma/client.ts';
import { type Actor, personOf } from './actor.ts';

/** Changed fields, before and after. Never a secret: for those say only that they changed. */
export type AuditChanges = Record<string, { from: Prisma.InputJsonValue | null; to: Prisma.InputJsonValue | null }>;

export interface AuditEntry {
  actor: Actor;
  /** What was done, as `subject.verb`, e.g. `suite.publish`. */
  action: string;
  subjectType: string;
  subjectId: string | number;
  /** One sentence a person reads in the audit log. */
  summary: string;
  changes?: AuditChanges;
}

/** Writes one audit row; call it in the transaction of the change it describes. */
export async function recordAudit(tx: Prisma.TransactionClient, entry: AuditEntry): Promise<void> {
  await tx.auditLog.create({
    data: {
      actorKind: entry.actor.kind,
      userId: personOf(entry.actor),
      tokenId: entry.actor.kind === 'token' ? entry.actor.tokenId : null,
      action: entry.action,
      subjectType: entry.subjectType,
      subjectId: String(entry.subjectId),
      summary: entry.summary,
      changes: entry.changes,
    },
  });
}
