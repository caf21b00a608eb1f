import type { PrismaClient } from '#generated/prisma/client.ts';
import type { JudgementRow } from './judgement-row.ts';

/** Whether a run still waits for its judge: not once it was cancelled, or evaluated because its deadline came. */
export async function awaitsJudge(db: PrismaClient, runId: number): Promise<boolean> {
  return (await db.run.count({ where: { id: runId, status: 'evaluating' } })) === 1;
}

/**
 * Stores one judgement and counts its cost, in one statement, while run `judgedRunId` waits for it. One that is there
 * already stays, unless another judge made it or it is unmeasured and older than the run (open-questions.ts).
 *
 * @param countedUsd what it counts against the run's budget
 */
export async function saveJudgement(
  db: PrismaClient,
  judgedRunId: number,
  row: JudgementRow,
  countedUsd: number,
): Promise<void> {
  await db.$executeRaw`
    WITH target AS MATERIALIZED (
      SELECT id, created_at FROM run WHERE id = ${judgedRunId}::int AND status = 'evaluating' FOR UPDATE
    ),
    stored AS (
      INSERT INTO judgement (
        run_id, prompt_id, kind, swapped, judge_id, outcome, reason, verdict, confidence, reasons, prompt_tokens,
        completion_tokens, cost_usd
      )
      SELECT ${row.runId}::int, ${row.promptId}::int, ${row.kind}::judgement_kind, ${row.swapped}::boolean,
        ${row.judgeId}, ${row.outcome}::sample_outcome, ${row.reason}, ${row.verdict}, ${row.confidence}::smallint,
        ${row.reasons}, ${row.promptTokens}::int, ${row.completionTokens}::int, ${row.costUsd}::float8
      FROM target
      ON CONFLICT (run_id, prompt_id, kind, swapped) DO UPDATE SET
        judge_id = excluded.judge_id, outcome = excluded.outcome, reason = excluded.reason, verdict = excluded.verdict,
        confidence = excluded.confidence, reasons = excluded.reasons, prompt_tokens = excluded.prompt_tokens,
        completion_tokens = excluded.completion_tokens, cost_usd = excluded.cost_usd, created_at = now()
      WHERE judgement.judge_id <> excluded.judge_id
        OR (judgement.outcome = 'unmeasured' AND judgement.created_at < (SELECT created_at FROM target))
      RETURNING cost_usd
    )
    UPDATE run SET
      judge_cost_usd = CASE WHEN stored.cost_usd IS NULL THEN run.judge_cost_usd
        ELSE coalesce(run.judge_cost_usd, 0) + stored.cost_usd END,
      budget_spent_usd = run.budget_spent_usd + ${countedUsd}::float8
    FROM stored, target WHERE run.id = target.id`;
}

/** Counts a call that is tried again: what it cost, where that is known, and what it takes of the run's budget. */
export async function countRetry(
  db: PrismaClient,
  runId: number,
  { costUsd, countedUsd }: { costUsd: number | null; countedUsd: number },
): Promise<void> {
  if (countedUsd === 0) return;
  await db.$executeRaw`
    UPDATE run SET
      judge_cost_usd = CASE WHEN ${costUsd}::float8 IS NULL THEN judge_cost_usd
        ELSE coalesce(judge_cost_usd, 0) + ${costUsd}::float8 END,
      budget_spent_usd = budget_spent_usd + ${countedUsd}::float8
    WHERE id = ${runId}::int`;
}

/** Notes who judges a baseline that nobody judged before. */
export async function noteJudge(db: PrismaClient, baselineId: number, judgeId: string): Promise<void> {
  await db.baseline.updateMany({ where: { id: baselineId, judgeId: null }, data: { judgeId } });
}
