import type { Prisma } from '#generated/prisma/client.ts';
import { storable } from '#lib/runs/storable.ts';
import type { ReportedTask } from '../report/format.ts';
import { storedOutcome } from './stored-outcome.ts';

/** What came of one task, as its row. */
export function taskResultRow(runId: number, task: ReportedTask): Prisma.GoldenTaskResultCreateManyInput {
  const { head, base } = task;
  return {
    runId,
    taskId: task.id,
    title: storable(task.title),
    taskHash: task.taskHash,
    outcome: storedOutcome(task.outcome),
    reason: storable(task.reasons.join(' ')),
    headPasses: head.passes,
    headRuns: head.runs,
    ...(base === null ? {} : { basePasses: base.passes, baseRuns: base.runs }),
    ...(task.baseline === null ? {} : { baseline: { ...task.baseline } }),
    confidence: head.confidence,
    latencyMs: head.latencyMs,
    tokens: head.tokens,
  };
}
