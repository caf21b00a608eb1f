import type { PrismaClient } from '#generated/prisma/client.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { despiteOutage } from '#lib/platform/despite-outage.ts';
import type { AttemptStore } from '../gate/run-gate.ts';
import type { Attempt } from '../types.ts';
import { attemptOf, attemptRow } from './attempt-row.ts';

/** The attempts of one golden run in the database. */
export function attemptStore(db: PrismaClient, runId: number): AttemptStore {
  return {
    load: async () => {
      const rows = await db.goldenAttempt.findMany({ where: { runId }, orderBy: [{ createdAt: 'asc' }] });
      return rows.map(attemptOf);
    },
    save: (attempt) => despiteOutage(() => saveAttempt(db, runId, attempt)),
  };
}

/** Stores an attempt once, and counts its calls with it; a run that was ended in the meantime takes none. */
async function saveAttempt(db: PrismaClient, runId: number, attempt: Attempt): Promise<void> {
  const row = attemptRow(runId, attempt);
  await inTransaction(db, async (tx) => {
    const running = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM golden_run WHERE id = ${runId}::int AND status = 'running' FOR UPDATE`;
    if (running.length === 0) return;
    const { count } = await tx.goldenAttempt.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) return;
    await tx.$executeRaw`
      UPDATE golden_run SET
        calls = calls + ${row.calls ?? 0}::int,
        prompt_tokens = least(prompt_tokens + ${row.promptTokens ?? 0}::bigint, 2147483647),
        completion_tokens = least(completion_tokens + ${row.completionTokens ?? 0}::bigint, 2147483647),
        cost_usd = CASE WHEN ${row.costUsd ?? null}::float8 IS NULL THEN cost_usd
          ELSE coalesce(cost_usd, 0) + ${row.costUsd ?? null}::float8 END
      WHERE id = ${runId}::int`;
  });
}
