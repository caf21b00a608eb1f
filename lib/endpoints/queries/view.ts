import type { Prisma } from '#generated/prisma/client.ts';
import type { EndpointView } from '#lib/contract/endpoints.ts';
import type { Context } from '#lib/platform/context.ts';
import { found } from '#lib/platform/found.ts';
import { latestChecks } from '#lib/runs/queries/latest-checks.ts';
import { ACTIVE_RUN_STATUSES } from '#lib/runs/start-facts.ts';
import { nextNightlyAt } from '#lib/schedule/nightly.ts';
import { BASELINE_SELECT, toBaselineView } from './baseline-view.ts';

type ReadContext = Pick<Context, 'db' | 'now'>;

/** What {@link toEndpointViews} needs of an endpoint. */
export const ENDPOINT_SELECT = {
  id: true,
  name: true,
  model: true,
  temperature: true,
  seed: true,
  requestTimeoutMs: true,
  concurrency: true,
  inputUsdPerMillion: true,
  outputUsdPerMillion: true,
  plan: true,
  runBudgetUsd: true,
  judgeGateway: { select: { id: true, name: true, isDemo: true } },
  judgeModel: true,
  judgeInputUsdPerMillion: true,
  judgeOutputUsdPerMillion: true,
  status: true,
  gateway: { select: { id: true, name: true, kind: true, isDemo: true } },
  suite: {
    select: {
      id: true,
      key: true,
      title: true,
      versions: {
        where: { retiredAt: null },
        orderBy: { number: 'desc' },
        take: 1,
        select: { id: true, number: true, contentHash: true, _count: { select: { prompts: true } } },
      },
    },
  },
  // At most one of each: `ready` sorts behind `capturing`, so it comes first.
  baselines: { where: { state: { in: ['ready', 'capturing'] } }, orderBy: { state: 'desc' }, select: BASELINE_SELECT },
  runs: { where: { status: { in: [...ACTIVE_RUN_STATUSES] } }, select: { id: true } },
  incidents: {
    where: { status: { not: 'resolved' } },
    orderBy: [{ severity: 'asc' }, { lastSeenAt: 'desc' }],
    select: { id: true },
  },
} as const satisfies Prisma.EndpointSelect;

type EndpointRow = Prisma.EndpointGetPayload<{ select: typeof ENDPOINT_SELECT }>;

/** Completes endpoint rows with their latest checks; two more queries however many rows. */
export async function toEndpointViews({ db, now }: ReadContext, rows: readonly EndpointRow[]): Promise<EndpointView[]> {
  const checks = await latestChecks(
    db,
    rows.map((row) => row.id),
  );
  const nextRunAt = nextNightlyAt(now()).toISOString();
  return rows.map(({ baselines, runs, incidents, suite: { versions, ...suite }, ...row }) => ({
    ...withJudge(row),
    suite: { ...suite, activeVersion: activeVersion(versions[0]) },
    baseline: baselines[0] === undefined ? null : toBaselineView(baselines[0]),
    lastCheck: checks.get(row.id)?.run ?? null,
    activeRunId: runs[0]?.id ?? null,
    openIncidentId: incidents[0]?.id ?? null,
    nextRunAt: row.status === 'active' ? nextRunAt : null,
  }));
}

type JudgeColumn = 'judgeGateway' | 'judgeModel' | 'judgeInputUsdPerMillion' | 'judgeOutputUsdPerMillion';

/** Gathers what a row says of its judge. */
function withJudge<Row extends Pick<EndpointRow, JudgeColumn>>(row: Row) {
  const { judgeGateway: gateway, judgeModel: model, judgeInputUsdPerMillion, judgeOutputUsdPerMillion, ...rest } = row;
  const prices = { inputUsdPerMillion: judgeInputUsdPerMillion, outputUsdPerMillion: judgeOutputUsdPerMillion };
  return { ...rest, judge: gateway === null || model === null ? null : { gateway, model, ...prices } };
}

function activeVersion(version: EndpointRow['suite']['versions'][number] | undefined) {
  if (version === undefined) return null;
  const { _count, ...columns } = version;
  return { ...columns, promptCount: _count.prompts };
}

/** @throws TidemarkError `not_found`. */
export async function getEndpointView(ctx: ReadContext, endpointId: number): Promise<EndpointView> {
  const row = await ctx.db.endpoint.findUnique({ where: { id: endpointId }, select: ENDPOINT_SELECT });
  const [view] = await toEndpointViews(ctx, [found(row, `endpoint ${endpointId}`)]);
  return found(view, `endpoint ${endpointId}`);
}
