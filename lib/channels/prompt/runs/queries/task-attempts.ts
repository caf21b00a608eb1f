import type { GoldenTaskAttempts } from '#lib/contract/golden/attempts.ts';
import type { Db } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { attemptOf } from '../attempt-row.ts';
import { plannedTasks } from './planned-tasks.ts';
import { taskRow, unfinishedRow } from './task-rows.ts';

/** Passing attempts of an earlier run that are shown as what the answers were before. */
const SHOWN_BEFORE = 10;

/**
 * Every attempt of one task of a run, with the answers that passed before it.
 *
 * @throws TidemarkError `not_found` where the run neither has nor plans the task.
 */
export async function getGoldenTaskAttempts(db: Db, runId: number, taskId: string): Promise<GoldenTaskAttempts> {
  const [run, result, rows] = await Promise.all([
    db.goldenRun.findUnique({
      where: { id: runId },
      select: { repositoryId: true, repositoryName: true, agent: true, model: true, headCommit: true, createdAt: true },
    }),
    db.goldenTaskResult.findUnique({ where: { runId_taskId: { runId, taskId } } }),
    db.goldenAttempt.findMany({ where: { runId, taskId }, orderBy: [{ side: 'asc' }, { number: 'asc' }] }),
  ]);
  const { repositoryId, headCommit, ...subject } = found(run, `golden run ${runId}`);
  const attempts = rows.map(attemptOf);
  const planned = await plannedTasks(db, { repositoryId, agent: subject.agent, headCommit });
  if (result === null && rows.length === 0 && !planned.ids.includes(taskId)) {
    throw new TidemarkError('not_found', `Golden run ${runId} has no task ${taskId}.`);
  }
  return {
    ...(result === null ? unfinishedRow(taskId, attempts, planned) : taskRow(result, attempts)),
    runId,
    headAttempts: attempts.filter(({ side }) => side === 'head'),
    baseAttempts: attempts.filter(({ side }) => side === 'base'),
    before: await passedBefore(db, subject, taskId),
  };
}

interface Subject {
  repositoryName: string;
  agent: string;
  model: string;
  createdAt: Date;
}

/** The newest earlier run of the same agent and model in which the task passed, with its passing attempts. */
async function passedBefore(db: Db, { createdAt, ...subject }: Subject, taskId: string) {
  const passing = { taskId, side: 'head', outcome: 'pass' } as const;
  const run = await db.goldenRun.findFirst({
    where: {
      ...subject,
      createdAt: { lt: createdAt },
      tasks: { some: { taskId, outcome: 'pass' } },
      attempts: { some: passing },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      createdAt: true,
      attempts: { where: passing, orderBy: { number: 'asc' }, take: SHOWN_BEFORE },
    },
  });
  return run && { runId: run.id, createdAt: run.createdAt.toISOString(), attempts: run.attempts.map(attemptOf) };
}
