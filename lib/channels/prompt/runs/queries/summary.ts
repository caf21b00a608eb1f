import type { Prisma } from '#generated/prisma/client.ts';
import type { GoldenRunSummary, OutcomeCounts } from '#lib/contract/golden/runs.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { outcomeOf } from '../stored-outcome.ts';

/** What {@link toGoldenRunSummary} needs of a golden run. */
export const GOLDEN_RUN_SELECT = {
  id: true,
  trigger: true,
  repositoryId: true,
  repositoryName: true,
  repository: { select: { gateway: { select: { isDemo: true } } } },
  agent: true,
  model: true,
  status: true,
  verdict: true,
  reason: true,
  headCommit: true,
  baseCommit: true,
  branch: true,
  pullRequestUrl: true,
  promptHash: true,
  basePromptHash: true,
  repeat: true,
  night: true,
  plannedAttempts: true,
  calls: true,
  promptTokens: true,
  completionTokens: true,
  estimatedCostUsd: true,
  costUsd: true,
  budgetUsd: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  requester: { select: { id: true, name: true } },
  incidents: { orderBy: { incidentId: 'desc' }, take: 1, select: { incidentId: true } },
  tasks: { select: { outcome: true } },
  _count: { select: { attempts: true } },
} as const satisfies Prisma.GoldenRunSelect;

type GoldenRunRow = Prisma.GoldenRunGetPayload<{ select: typeof GOLDEN_RUN_SELECT }>;

export function toGoldenRunSummary(run: GoldenRunRow): GoldenRunSummary {
  const { repositoryId, repositoryName, repository, requester, incidents, tasks, _count, ...columns } = run;
  return {
    ...columns,
    repository: { id: repositoryId, name: repositoryName },
    isDemo: run.trigger !== 'ci' && (repository?.gateway.isDemo ?? false),
    night: run.night?.toISOString().slice(0, 10) ?? null,
    storedAttempts: _count.attempts,
    outcomes: run.status === 'finished' ? countOutcomes(tasks) : null,
    requestedBy: requester,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    incidentId: incidents[0]?.incidentId ?? null,
  };
}

function countOutcomes(tasks: GoldenRunRow['tasks']): OutcomeCounts {
  const counts: OutcomeCounts = { pass: 0, regressed: 0, flaky: 0, 'base-also-fails': 0, unmeasured: 0 };
  for (const task of tasks) counts[outcomeOf(task.outcome)] += 1;
  return counts;
}

/** @throws TidemarkError `not_found`. */
export async function getGoldenRunSummary(db: Db, runId: number): Promise<GoldenRunSummary> {
  const run = await db.goldenRun.findUnique({ where: { id: runId }, select: GOLDEN_RUN_SELECT });
  return toGoldenRunSummary(found(run, `golden run ${runId}`));
}
