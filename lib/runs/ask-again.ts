import type { PrismaClient } from '#generated/prisma/client.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import { inTransaction } from '#lib/platform/db.ts';
import type { SampleRow } from './sample-row.ts';

/**
 * Puts a call back in the queue, and in the same transaction counts what its last try cost or may have cost.
 *
 * @param tried the sample it would have become without another try
 */
export async function askAgain(
  db: PrismaClient,
  tried: SampleRow,
  { attempt, delayMs }: { attempt: number; delayMs: number },
): Promise<void> {
  const { run_id: runId, position } = tried;
  await inTransaction(db, async (tx) => {
    await enqueue(tx, 'canary.sample', { runId, position, attempt }, { key: jobKeys.sample(runId, position), delayMs });
    if (tried.counted_usd === 0 && tried.prompt_tokens === null && tried.completion_tokens === null) return;
    await tx.$executeRaw`
      UPDATE run SET
        budget_spent_usd = budget_spent_usd + ${tried.counted_usd}::float8,
        cost_usd = CASE WHEN ${tried.cost_usd}::float8 IS NULL THEN cost_usd
          ELSE coalesce(cost_usd, 0) + ${tried.cost_usd}::float8 END,
        prompt_tokens = least(prompt_tokens + ${tried.prompt_tokens ?? 0}::bigint, 2147483647),
        completion_tokens = least(completion_tokens + ${tried.completion_tokens ?? 0}::bigint, 2147483647)
      WHERE id = ${runId}::int`;
  });
}
