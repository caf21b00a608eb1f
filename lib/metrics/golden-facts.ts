import { latestMainRuns, type MainRun } from '#lib/channels/prompt/runs/queries/latest-main-runs.ts';
import { outcomeOf } from '#lib/channels/prompt/runs/stored-outcome.ts';
import type { GateVerdict, TaskOutcome } from '#lib/contract/golden/attempts.ts';
import type { Db } from '#lib/platform/db.ts';

/** What golden runs came to, as read at one moment. */
export interface GoldenFacts {
  totals: readonly GoldenTotals[];
  /** On the main branch of every repository. */
  lastRuns: readonly MainRun[];
}

/** What the runs of one agent with one model came to since the first. */
export interface GoldenTotals {
  repository: string;
  agent: string;
  model: string;
  runs: Record<GateVerdict | 'cancelled' | 'failed', number>;
  tasks: Record<TaskOutcome, number>;
  costUsd: number;
}

/** Reads all facts; a fixed number of queries. */
export async function readGoldenFacts(db: Db): Promise<GoldenFacts> {
  const by = ['repositoryName', 'agent', 'model'] as const;
  const [ended, outcomes, lastRuns] = await Promise.all([
    db.goldenRun.groupBy({
      by: [...by, 'status', 'verdict'],
      where: { status: { in: ['finished', 'cancelled', 'failed'] } },
      _count: true,
      _sum: { costUsd: true },
    }),
    readOutcomes(db),
    latestMainRuns(db),
  ]);
  const totals = new Map<string, GoldenTotals>();
  const totalOf = ({ repositoryName, agent, model }: Subject): GoldenTotals => {
    const key = [repositoryName, agent, model].join('\n');
    const total = totals.get(key) ?? nothing(repositoryName, agent, model);
    totals.set(key, total);
    return total;
  };
  for (const group of ended) {
    const total = totalOf(group);
    total.costUsd += group._sum.costUsd ?? 0;
    if (group.status === 'cancelled' || group.status === 'failed') total.runs[group.status] += group._count;
    else if (group.verdict !== null) total.runs[group.verdict] += group._count;
  }
  for (const row of outcomes) totalOf(row).tasks[outcomeOf(row.outcome)] += row.count;
  return { totals: [...totals.values()], lastRuns };
}

interface Subject {
  repositoryName: string;
  agent: string;
  model: string;
}

function readOutcomes(db: Db) {
  return db.$queryRaw<(Subject & { outcome: Parameters<typeof outcomeOf>[0]; count: number })[]>`
    SELECT run.repository_name AS "repositoryName", run.agent, run.model,
      replace(result.outcome::text, '-', '_') AS outcome, count(*)::int AS count
    FROM golden_task_result AS result JOIN golden_run AS run ON run.id = result.run_id
    GROUP BY run.repository_name, run.agent, run.model, result.outcome`;
}

function nothing(repository: string, agent: string, model: string): GoldenTotals {
  return {
    repository,
    agent,
    model,
    runs: { pass: 0, fail: 0, unmeasured: 0, cancelled: 0, failed: 0 },
    tasks: { pass: 0, regressed: 0, flaky: 0, 'base-also-fails': 0, unmeasured: 0 },
    costUsd: 0,
  };
}
