import { taskBaseline } from '#lib/contract/golden/attempts.ts';
import type { GoldenTaskDetail, GoldenTaskHistoryEntry, GoldenTaskQuery } from '#lib/contract/golden/tasks.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { stabilityOf } from '../stability.ts';
import { outcomeOf } from '../stored-outcome.ts';
import { readLastResults } from './last-results.ts';
import { readNights } from './nights.ts';
import { type RepositoryTask, readSnapshots } from './snapshots.ts';
import { seriesOf, summaries } from './task-list.ts';

/** Runs of a task's history; nights of a quarter with one model. */
const HISTORY = 100;

/**
 * One task with its baselines, its history and how stable it is.
 *
 * @throws TidemarkError `not_found` where no suite holds it and no run has measured it.
 */
export async function getGoldenTask(
  db: Db,
  taskId: string,
  { repository, ...filter }: GoldenTaskQuery,
): Promise<GoldenTaskDetail> {
  const [tasks, results] = await Promise.all([readSnapshots(db, { taskId }), readLastResults(db, { taskId })]);
  const everywhere = summaries(tasks, [], results).sort((a, b) => (lastRun(a) < lastRun(b) ? 1 : -1));
  const one = found(
    everywhere.find((task) => repository === undefined || task.repository.name === repository),
    repository === undefined ? `golden task ${taskId}` : `golden task ${taskId} of ${repository}`,
  );
  const { name } = one.repository;
  const [nights, history] = await Promise.all([
    readNights(db, { ...filter, repository: name, taskId }),
    readHistory(db, { ...filter, repositoryName: name }, taskId),
  ]);
  const series = [...seriesOf(nights).values()];
  const task = tasks.find((each) => each.repository.name === name);
  return {
    ...one,
    stability: stabilityOf(series),
    description: task?.description ?? '',
    path: task?.path ?? null,
    commit: task?.commit ?? null,
    yaml: task?.yaml ?? null,
    taskHash: task?.taskHash ?? null,
    provenance: provenanceOf(task),
    baselines: await baselinesOf(db, task, { name, taskId }),
    stabilityByModel: series.flatMap((of) =>
      of.slice(0, 1).map(({ agent, model }) => ({ agent, model, ...stabilityOf([of]) })),
    ),
    history,
    elsewhere: everywhere.filter((other) => other !== one).map((other) => other.repository.name),
  };
}

function lastRun({ last }: { last: { at: string } | null }): string {
  return last?.at ?? '';
}

function provenanceOf(task: RepositoryTask | undefined): GoldenTaskDetail['provenance'] {
  if (task?.provenance === undefined) return null;
  const { source, traceId = null, traceUrl = null, approvedBy = null, approvedAt = null } = task.provenance;
  return { source, traceId, traceUrl, approvedBy, approvedAt };
}

/** Those of the suite; of a task that left it, those it was judged by last. */
async function baselinesOf(
  db: Db,
  task: RepositoryTask | undefined,
  { name, taskId }: { name: string; taskId: string },
): Promise<GoldenTaskDetail['baselines']> {
  if (task !== undefined) {
    return task.baselines.map((baseline) => ({
      ...baseline,
      fits: baseline.taskHash === task.taskHash,
      otherPrompt: isOther(baseline.promptHash, task.prompts.get(baseline.agent)),
    }));
  }
  const results = await db.goldenTaskResult.findMany({
    where: { taskId, run: { repositoryName: name } },
    orderBy: { runId: 'desc' },
    take: HISTORY,
    select: { baseline: true },
  });
  const known = results.map(({ baseline }) => taskBaseline.nullable().parse(baseline)).filter((each) => each !== null);
  const newest = new Map(known.toReversed().map((baseline) => [`${baseline.agent}\n${baseline.model}`, baseline]));
  return [...newest.values()].map((baseline) => ({ ...baseline, fits: false, otherPrompt: false }));
}

/** Whether a baseline was measured with another prompt than the agent has; not where that is unknown. */
function isOther(promptHash: string, present: string | null | undefined): boolean {
  return present != null && present !== promptHash;
}

interface HistoryFilter {
  repositoryName: string;
  agent?: string | undefined;
  model?: string | undefined;
}

async function readHistory(db: Db, run: HistoryFilter, taskId: string): Promise<GoldenTaskHistoryEntry[]> {
  const results = await db.goldenTaskResult.findMany({
    where: { taskId, run: { ...run, status: 'finished' } },
    orderBy: { runId: 'desc' },
    take: HISTORY,
    include: {
      run: { select: { createdAt: true, night: true, trigger: true, agent: true, model: true, branch: true } },
    },
  });
  return results.map(({ run: of, ...result }) => ({
    runId: result.runId,
    at: of.createdAt.toISOString(),
    night: of.night?.toISOString().slice(0, 10) ?? null,
    trigger: of.trigger,
    agent: of.agent,
    model: of.model,
    branch: of.branch,
    outcome: outcomeOf(result.outcome),
    reason: result.reason,
    taskHash: result.taskHash,
    head: {
      passes: result.headPasses,
      runs: result.headRuns,
      confidence: result.confidence,
      latencyMs: result.latencyMs,
      tokens: result.tokens,
    },
  }));
}
