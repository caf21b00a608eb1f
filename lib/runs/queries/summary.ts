import type { Prisma } from '#generated/prisma/client.ts';
import type { SignalName } from '#lib/channels/model/types.ts';
import type { RunSummary } from '#lib/contract/runs.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';

/** The signal whose value every list of runs shows. */
export const HASH_DELTA: SignalName = 'hash_delta';

/** The delta rate of a run and the incident it belongs to, as part of a select. */
export const RUN_DELTA_SELECT = {
  signals: { where: { name: HASH_DELTA }, select: { value: true, noise: true } },
  incidents: { orderBy: { incidentId: 'desc' }, take: 1, select: { incidentId: true } },
} as const satisfies Prisma.RunSelect;

/** What {@link toRunSummary} needs of a run. */
export const RUN_SUMMARY_SELECT = {
  id: true,
  purpose: true,
  plan: true,
  trigger: true,
  endpoint: { select: { id: true, name: true, model: true, gateway: { select: { isDemo: true } } } },
  suiteVersion: { select: { id: true, number: true, contentHash: true, suite: { select: { key: true } } } },
  status: true,
  verdict: true,
  verdictReason: true,
  pValue: true,
  plannedSamples: true,
  storedSamples: true,
  measuredSamples: true,
  estimatedCostUsd: true,
  costUsd: true,
  night: true,
  requester: { select: { id: true, name: true } },
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  ...RUN_DELTA_SELECT,
} as const satisfies Prisma.RunSelect;

type RunSummaryRow = Prisma.RunGetPayload<{ select: typeof RUN_SUMMARY_SELECT }>;

export function toRunSummary(run: RunSummaryRow): RunSummary {
  const { endpoint, suiteVersion, requester, signals, incidents, ...columns } = run;
  return {
    ...columns,
    endpoint: { id: endpoint.id, name: endpoint.name, model: endpoint.model, isDemo: endpoint.gateway.isDemo },
    suiteVersion: {
      id: suiteVersion.id,
      suiteKey: suiteVersion.suite.key,
      number: suiteVersion.number,
      contentHash: suiteVersion.contentHash,
    },
    deltaRate: signals[0]?.value ?? null,
    noiseRate: signals[0]?.noise ?? null,
    night: run.night?.toISOString().slice(0, 10) ?? null,
    requestedBy: requester,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    incidentId: incidents[0]?.incidentId ?? null,
  };
}

/** @throws TidemarkError `not_found`. */
export async function getRunSummary(db: Db, runId: number): Promise<RunSummary> {
  const run = await db.run.findUnique({ where: { id: runId }, select: RUN_SUMMARY_SELECT });
  return toRunSummary(found(run, `run ${runId}`));
}
