import { GOLDEN_RUN_SELECT, toGoldenRunSummary } from '#lib/channels/prompt/runs/queries/summary.ts';
import { getGoldenTaskAttempts } from '#lib/channels/prompt/runs/queries/task-attempts.ts';
import type { PromptEvidence } from '#lib/contract/incidents.ts';
import type { Db } from '#lib/platform/db.ts';

/** Runs listed on an incident's page, the newest first; the timeline names all of them. */
const LISTED_RUNS = 50;

/** Regressed tasks shown with their answers; the run's page has the rest. */
const SHOWN_TASKS = 20;

/** What a prompt incident rests on: the golden runs that showed it, and the newest one's regressed tasks. */
export async function promptEvidenceOf(db: Db, incidentId: number): Promise<PromptEvidence | null> {
  const runs = await db.goldenRun.findMany({
    where: { incidents: { some: { incidentId } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: LISTED_RUNS,
    select: GOLDEN_RUN_SELECT,
  });
  const [newest] = runs;
  if (newest === undefined) return null;
  const regressed = await db.goldenTaskResult.findMany({
    where: { runId: newest.id, outcome: 'regressed' },
    orderBy: { taskId: 'asc' },
    take: SHOWN_TASKS,
    select: { taskId: true },
  });
  const { agent, model } = newest;
  return {
    agent,
    model,
    runs: runs.map(toGoldenRunSummary),
    tasks: await Promise.all(regressed.map(({ taskId }) => getGoldenTaskAttempts(db, newest.id, taskId))),
  };
}
