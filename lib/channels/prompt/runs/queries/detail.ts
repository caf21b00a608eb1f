import { z } from 'zod';
import type { Prisma } from '#generated/prisma/client.ts';
import type { GoldenRunDetail } from '#lib/contract/golden/runs.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { storedReport } from '../stored-report.ts';
import { GOLDEN_RUN_SELECT, toGoldenRunSummary } from './summary.ts';
import { taskRows } from './task-rows.ts';

/** What a tally needs of an attempt; the answers stay where they are. */
export const TALLIED = {
  taskId: true,
  side: true,
  outcome: true,
  rubric: true,
  latencyMs: true,
  promptTokens: true,
  completionTokens: true,
} as const satisfies Prisma.GoldenAttemptSelect;

const judged = z.object({ confidence: z.number() }).nullable();

/**
 * One golden run with its tasks: what came of each, or while it is going what was attempted so far.
 *
 * @throws TidemarkError `not_found`.
 */
export async function getGoldenRun(db: Db, runId: number): Promise<GoldenRunDetail> {
  const [run, results, attempts] = await Promise.all([
    db.goldenRun.findUnique({ where: { id: runId }, select: { ...GOLDEN_RUN_SELECT, report: true } }),
    db.goldenTaskResult.findMany({ where: { runId } }),
    db.goldenAttempt.findMany({ where: { runId }, select: TALLIED }),
  ]);
  const { report, ...summary } = found(run, `golden run ${runId}`);
  const told = storedReport.nullable().parse(report);
  return {
    ...toGoldenRunSummary(summary),
    tasks: taskRows(
      results,
      attempts.map((attempt) => ({ ...attempt, rubric: judged.parse(attempt.rubric) })),
    ),
    suiteChanges: told?.suiteChanges ?? [],
    missingBaselines: told?.missingBaselines ?? [],
    command: told?.command ?? null,
  };
}
