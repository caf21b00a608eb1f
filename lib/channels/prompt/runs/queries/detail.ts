import type { Prisma } from '#generated/prisma/client.ts';
import type { GoldenRunDetail } from '#lib/contract/golden/runs.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import type { Attempt } from '../../types.ts';
import { rubricOf } from '../attempt-row.ts';
import { storedReport } from '../stored-report.ts';
import { type PlannedTasks, plannedTasks } from './planned-tasks.ts';
import { GOLDEN_RUN_SELECT, toGoldenRunSummary } from './summary.ts';
import { taskRows } from './task-rows.ts';

/** What the counts of a run need of its attempts; the answers stay where they are. */
const COUNTED = {
  taskId: true,
  side: true,
  number: true,
  outcome: true,
  rubric: true,
  latencyMs: true,
  promptTokens: true,
  completionTokens: true,
} as const satisfies Prisma.GoldenAttemptSelect;

/** A run with results says itself which tasks it had. */
const NOTHING_PLANNED: PlannedTasks = { ids: [], titles: new Map() };

/**
 * One golden run with its tasks: what came of each, or while it is going what is planned and was attempted so far.
 *
 * @throws TidemarkError `not_found`.
 */
export async function getGoldenRun(db: Db, runId: number): Promise<GoldenRunDetail> {
  const [run, results, attempts] = await Promise.all([
    db.goldenRun.findUnique({ where: { id: runId }, select: { ...GOLDEN_RUN_SELECT, report: true } }),
    db.goldenTaskResult.findMany({ where: { runId } }),
    db.goldenAttempt.findMany({ where: { runId }, select: COUNTED }),
  ]);
  const { report, ...summary } = found(run, `golden run ${runId}`);
  const planned = results.length === 0 ? await plannedTasks(db, summary) : NOTHING_PLANNED;
  const told = storedReport.nullable().parse(report);
  return {
    ...toGoldenRunSummary(summary),
    tasks: taskRows(results, attempts.map(counted), planned),
    suiteChanges: told?.suiteChanges ?? [],
    missingBaselines: told?.missingBaselines ?? [],
    command: told?.command ?? null,
  };
}

type CountedRow = Prisma.GoldenAttemptGetPayload<{ select: typeof COUNTED }>;

/** An attempt without what it answered. */
function counted(row: CountedRow): Attempt {
  const answer = { reason: '', checks: [], output: '', toolCalls: [], turns: 0, costUsd: null, calls: 0 };
  return { ...row, rubric: rubricOf(row.rubric), ...answer };
}
