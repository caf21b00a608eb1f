import type { Prisma } from '#generated/prisma/client.ts';
import { recordEvent } from '#lib/events/record.ts';
import { courseOf } from '#lib/incidents/course.ts';
import { promptRegressionFingerprint } from '#lib/incidents/fingerprint.ts';
import { recordNotSeen } from '#lib/incidents/record-not-seen.ts';
import { recordPersistence } from '#lib/incidents/record-persistence.ts';
import { recordSeen } from '#lib/incidents/record-seen.ts';
import { assertNever } from '#lib/platform/errors.ts';
import { SEVERITY_RULES } from '#lib/policy/severity.ts';
import { PERSISTENT_NIGHTS } from '#lib/policy/thresholds.ts';
import type { GateReport } from '../report/format.ts';
import { regressedTasks, regressionAction, tellRegression } from './regression.ts';

type Tx = Prisma.TransactionClient;

/** Nights that tell whether a regression came, stays or has gone: a row that persists, the quiet one after it and the one before. */
const NIGHTS_BACK = PERSISTENT_NIGHTS + 2;

/** A finished run as incidents see it. */
interface FinishedRun {
  runId: number;
  repository: { id: number; name: string };
  isOnMain: boolean;
  /** Whether it stands for a night. */
  scheduled: boolean;
  report: GateReport;
}

/**
 * Opens the incident of a regression on the main branch, continues it, or notes that it was not seen, with the event, in
 * the transaction that finishes the run. The run and its task results are written before.
 */
export async function recordRegression(tx: Tx, run: FinishedRun, at: Date): Promise<void> {
  const { repository, report } = run;
  const action = regressionAction(report, run);
  const fingerprint = promptRegressionFingerprint(repository.id, report.agent, report.model);
  switch (action) {
    case 'nothing':
      return;
    case 'seen':
      await recordSighting(tx, run, fingerprint, at);
      break;
    case 'not_seen': {
      const of = { channel: 'prompt', fingerprint } as const;
      await recordNotSeen(tx, { of, reason: report.reason, data: { goldenRunId: run.runId } }, at);
      break;
    }
    default:
      return assertNever(action);
  }
  if (run.scheduled) await recordPersistence(tx, fingerprint, await courseOfNights(tx, run));
}

async function recordSighting(tx: Tx, { runId, repository, report }: FinishedRun, fingerprint: string, at: Date) {
  const { agent, model, tasks } = report;
  const reason = tellRegression(report);
  const { incidentId, isNew } = await recordSeen(
    tx,
    {
      channel: 'prompt',
      fingerprint,
      severityRule: SEVERITY_RULES.prompt_regression,
      title: `${agent} regressed with ${model} in ${repository.name}`,
      subject: { repositoryId: repository.id },
      reason,
      data: { goldenRunId: runId },
    },
    at,
  );
  await tx.incidentGoldenRun.create({ data: { incidentId, runId } });
  await recordEvent(tx, {
    type: isNew ? 'PromptRegressionDetected' : 'PromptRegressionSeenAgain',
    occurredAt: at,
    incidentId,
    payload: {
      goldenRunId: runId,
      repository: repository.name,
      agent,
      model,
      severity: SEVERITY_RULES.prompt_regression.severity,
      reason,
      tasks: regressedTasks(tasks).map(({ id }) => id),
    },
  });
}

/** How the regression runs over the nights that could tell, tonight the last of them. */
async function courseOfNights(tx: Tx, { repository, report: { agent, model } }: FinishedRun) {
  const regressed = { some: { outcome: 'regressed' } } as const;
  const nights = await tx.goldenRun.findMany({
    where: {
      repositoryId: repository.id,
      agent,
      model,
      trigger: 'schedule',
      status: 'finished',
      OR: [{ verdict: 'pass' }, { tasks: regressed }],
    },
    orderBy: { id: 'desc' },
    take: NIGHTS_BACK,
    select: { _count: { select: { tasks: { where: { outcome: 'regressed' } } } } },
  });
  return courseOf(nights.map(({ _count }) => _count.tasks > 0).toReversed());
}
