import { latestSelfChecks } from '#lib/channels/model/self-check/latest.ts';
import { type Severity, severity, type Verdict } from '#lib/contract/common.ts';
import type { SelfCheckView } from '#lib/contract/self-check.ts';
import type { Db } from '#lib/platform/db.ts';
import { WORKER_ALIVE_WITHIN_MS } from '#lib/policy/thresholds.ts';
import { latestChecks } from '#lib/runs/queries/latest-checks.ts';
import { type ClusterFacts, readClusterFacts } from './cluster-facts.ts';
import { type DriftFacts, readDriftFacts } from './drift-facts.ts';
import { type FlagFacts, readFlagFacts } from './flag-facts.ts';
import { type GoldenFacts, readGoldenFacts } from './golden-facts.ts';

/** What is exported, as read at one moment. Sums are over everything stored, so that every console tells the same. */
export interface MetricFacts {
  totals: readonly EndpointTotals[];
  endpoints: readonly EndpointNow[];
  /** Unresolved incidents. */
  incidents: readonly { severity: Severity; count: number }[];
  jobs: Record<JobState, number>;
  workersAlive: number;
  golden: GoldenFacts;
  clusters: readonly ClusterFacts[];
  flags: readonly FlagFacts[];
  drift: DriftFacts;
}

/** What an endpoint's runs came to since it was added. */
export interface EndpointTotals {
  endpoint: string;
  runs: Record<Verdict | 'cancelled' | 'failed', number>;
  samples: Record<'measured' | 'unmeasured', number>;
  gatewayUsd: number;
  judgeUsd: number;
}

/** Where an active endpoint stands. */
export interface EndpointNow {
  endpoint: string;
  /** Null before the first finished check. */
  lastCheck: {
    verdict: Verdict;
    finishedAt: Date;
    pValue: number | null;
    signals: readonly { name: string; value: number | null; fired: boolean }[];
  } | null;
  /** Evidence over nights against the baseline in force; null before the first night. */
  cusum: number | null;
  selfCheck: SelfCheckView | null;
}

/** `due` should have started; `waiting` has its time to come; `dead` was given up. */
export type JobState = 'due' | 'waiting' | 'running' | 'dead';

/** Reads all facts; a fixed number of queries however many endpoints. */
export async function readMetricFacts(db: Db, now: Date): Promise<MetricFacts> {
  const [totals, endpoints, golden, clusters, flags, drift, open, jobs, workersAlive] = await Promise.all([
    readTotals(db),
    readEndpoints(db),
    readGoldenFacts(db),
    readClusterFacts(db, now),
    readFlagFacts(db, now),
    readDriftFacts(db),
    db.incident.groupBy({ by: ['severity'], where: { status: { not: 'resolved' } }, _count: true }),
    readJobs(db),
    db.workerProcess.count({ where: { heartbeatAt: { gte: new Date(now.getTime() - WORKER_ALIVE_WITHIN_MS) } } }),
  ]);
  const counts = new Map(open.map((group) => [group.severity, group._count]));
  const incidents = severity.options.map((each) => ({ severity: each, count: counts.get(each) ?? 0 }));
  return { totals, endpoints, incidents, jobs, workersAlive, golden, clusters, flags, drift };
}

async function readTotals(db: Db): Promise<EndpointTotals[]> {
  const [endpoints, ended, sums] = await Promise.all([
    db.endpoint.findMany({ orderBy: { id: 'asc' }, select: { id: true, name: true } }),
    db.run.groupBy({
      by: ['endpointId', 'status', 'verdict'],
      where: { status: { in: ['finished', 'cancelled', 'failed'] } },
      _count: true,
    }),
    db.run.groupBy({
      by: ['endpointId'],
      _sum: { storedSamples: true, measuredSamples: true, costUsd: true, judgeCostUsd: true },
    }),
  ]);
  return endpoints.map(({ id, name }) => {
    const runs = { stable: 0, drifted: 0, calibrating: 0, unmeasured: 0, cancelled: 0, failed: 0 };
    for (const group of ended) {
      if (group.endpointId !== id) continue;
      if (group.status === 'cancelled' || group.status === 'failed') runs[group.status] += group._count;
      else if (group.verdict !== null) runs[group.verdict] += group._count;
    }
    const sum = sums.find((group) => group.endpointId === id)?._sum;
    const measured = sum?.measuredSamples ?? 0;
    return {
      endpoint: name,
      runs,
      samples: { measured, unmeasured: (sum?.storedSamples ?? 0) - measured },
      gatewayUsd: sum?.costUsd ?? 0,
      judgeUsd: sum?.judgeCostUsd ?? 0,
    };
  });
}

async function readEndpoints(db: Db): Promise<EndpointNow[]> {
  const endpoints = await db.endpoint.findMany({
    where: { status: 'active' },
    orderBy: { id: 'asc' },
    select: { id: true, name: true },
  });
  const ids = endpoints.map(({ id }) => id);
  const [checks, cusums, selfChecks] = await Promise.all([
    latestVerdicts(db, ids),
    latestCusums(db, ids),
    latestSelfChecks(db, ids),
  ]);
  return endpoints.map(({ id, name }) => ({
    endpoint: name,
    lastCheck: checks.get(id) ?? null,
    cusum: cusums.get(id) ?? null,
    selfCheck: selfChecks.get(id) ?? null,
  }));
}

/** The latest finished check of each endpoint, with its signals. */
async function latestVerdicts(db: Db, endpointIds: readonly number[]) {
  const checks = await latestChecks(db, endpointIds);
  const signals = await db.signal.findMany({
    where: { runId: { in: [...checks.values()].map(({ run }) => run.id) } },
    select: { runId: true, name: true, value: true, fired: true },
  });
  const byRun = Map.groupBy(signals, ({ runId }) => runId);
  return new Map(
    [...checks].map(([endpointId, { run, verdict, finishedAt }]) => {
      const check = { verdict, finishedAt, pValue: run.pValue, signals: byRun.get(run.id) ?? [] };
      return [endpointId, check] as const;
    }),
  );
}

/** The CUSUM after the latest night that was judged against the baseline in force. */
async function latestCusums(db: Db, endpointIds: readonly number[]): Promise<Map<number, number>> {
  const steps = await db.$queryRaw<{ endpointId: number; cusum: number }[]>`
    SELECT baseline.endpoint_id AS "endpointId", latest.cusum
    FROM baseline
    CROSS JOIN LATERAL (
      SELECT cusum FROM sequential_step WHERE baseline_id = baseline.id ORDER BY run_id DESC LIMIT 1
    ) AS latest
    WHERE baseline.state = 'ready' AND baseline.endpoint_id = ANY(${endpointIds}::int[])`;
  return new Map(steps.map(({ endpointId, cusum }) => [endpointId, cusum]));
}

async function readJobs(db: Db): Promise<MetricFacts['jobs']> {
  const [jobs] = await db.$queryRaw<MetricFacts['jobs'][]>`
    SELECT count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS running,
      count(*) FILTER (WHERE locked_at IS NULL AND attempts >= max_attempts)::int AS dead,
      count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at <= now())::int AS due,
      count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at > now())::int AS waiting
    FROM graphile_worker.jobs`;
  return jobs ?? { due: 0, waiting: 0, running: 0, dead: 0 };
}
