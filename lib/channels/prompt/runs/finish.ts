import type { Prisma, PrismaClient } from '#generated/prisma/client.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { storable, storableJson } from '#lib/runs/storable.ts';
import type { GateReport } from '../report/format.ts';
import { recordRegression } from './record-regression.ts';
import { tellVerdict } from './regression.ts';
import { taskResultRow } from './task-result-row.ts';

/** A running run with what decides about its incident. */
const FINISHING_SELECT = {
  trigger: true,
  branch: true,
  pullRequestUrl: true,
  repository: { select: { id: true, name: true, branch: true } },
} as const satisfies Prisma.GoldenRunSelect;

/**
 * Ends a running run with its report: verdict, task results, incident and event in one transaction, once. Returns false
 * when the run was ended by somebody else.
 */
export function finishGoldenRun(db: PrismaClient, runId: number, report: GateReport, at: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { count } = await tx.goldenRun.updateMany({
      where: { id: runId, status: 'running' },
      data: { status: 'finished', finishedAt: at, verdict: report.verdict, reason: report.reason },
    });
    if (count === 0) return false;
    await saveReport(tx, runId, report, at);
    return true;
  });
}

/** Writes what a report says of a run that has just been finished: its columns, its tasks, its incident. */
export async function saveReport(
  tx: Prisma.TransactionClient,
  runId: number,
  report: GateReport,
  at: Date,
): Promise<void> {
  const run = await tx.goldenRun.findUniqueOrThrow({ where: { id: runId }, select: FINISHING_SELECT });
  const { repository, branch, pullRequestUrl, trigger } = run;
  const isOnMain = repository !== null && branch === repository.branch && pullRequestUrl === null;
  const { tasks, ...rest } = report;
  await tx.goldenRun.update({
    where: { id: runId },
    data: {
      reason: storable(tellVerdict(report, isOnMain)),
      headCommit: report.head.commit,
      baseCommit: report.base?.commit ?? null,
      promptHash: report.head.promptHash,
      basePromptHash: report.base?.promptHash ?? null,
      repeat: report.repeat,
      calls: report.calls,
      promptTokens: report.promptTokens,
      completionTokens: report.completionTokens,
      costUsd: report.costUsd,
      // storableJson gives what JSON.parse does.
      report: storableJson(rest) as Prisma.InputJsonValue,
    },
  });
  await tx.goldenTaskResult.createMany({ data: tasks.map((task) => taskResultRow(runId, task)) });
  if (repository === null) return;
  await recordRegression(tx, { runId, repository, isOnMain, scheduled: trigger === 'schedule', report }, at);
}
