import type { Prisma } from '#generated/prisma/client.ts';
import type { Db } from '#lib/platform/db.ts';
import { found } from '#lib/platform/found.ts';
import { ACTIVE_RUN_STATUSES } from '#lib/runs/start-facts.ts';
import type { AcceptanceFacts } from './acceptance.ts';
import { whyUnfit } from './fit.ts';
import { currentLens } from './lens.ts';

const FOUNDING_RUN_SELECT = {
  id: true,
  month: true,
  shortRepetitions: true,
  behaviourRepetitions: true,
  status: true,
} as const satisfies Prisma.RunSelect;

const ACCEPTABLE_SELECT = {
  ...FOUNDING_RUN_SELECT,
  purpose: true,
  verdict: true,
  createdAt: true,
  endpointId: true,
  suiteVersionId: true,
  confirmation: { select: FOUNDING_RUN_SELECT },
  baseline: { select: { suiteVersionId: true, normaliserVersion: true, encoderId: true, judgeId: true } },
  suiteVersion: { select: { prompts: { select: { id: true } } } },
  endpoint: {
    select: {
      judgeModel: true,
      suite: {
        select: {
          versions: { where: { retiredAt: null }, orderBy: { number: 'desc' }, take: 1, select: { id: true } },
        },
      },
      runs: { where: { status: { in: [...ACTIVE_RUN_STATUSES] } }, select: { id: true } },
    },
  },
} as const satisfies Prisma.RunSelect;

export type AcceptableRun = Prisma.RunGetPayload<{ select: typeof ACCEPTABLE_SELECT }>;

/**
 * What {@link decideAcceptance} needs to know of a run; a confirmation stands for the check it confirms.
 *
 * @throws TidemarkError `not_found`.
 */
export async function loadAcceptance(db: Db, runId: number): Promise<{ run: AcceptableRun; facts: AcceptanceFacts }> {
  const asked = found(await db.run.findUnique({ where: { id: runId }, select: { parentRunId: true } }), `run ${runId}`);
  const id = asked.parentRunId ?? runId;
  const run = found(await db.run.findUnique({ where: { id }, select: ACCEPTABLE_SELECT }), `run ${id}`);
  const counts = await measuredByPrompt(db, [run, ...(run.confirmation === null ? [] : [run.confirmation])]);
  const retiredSince = await db.baseline.count({
    where: { endpointId: run.endpointId, state: 'retired', endedAt: { gte: run.createdAt } },
  });
  const version = run.endpoint.suite.versions[0]?.id ?? null;
  const fits = run.baseline === null || whyUnfit(run.baseline, currentLens(run.suiteVersionId, run.endpoint)) === null;
  return {
    run,
    facts: {
      purpose: run.purpose,
      status: run.status,
      verdict: run.verdict,
      activeRunId: run.endpoint.runs[0]?.id ?? null,
      suiteVersionInForce: version === run.suiteVersionId,
      comparable: retiredSince === 0 && fits,
      repetitions: run.suiteVersion.prompts.map((prompt) => counts.get(prompt.id) ?? 0),
    },
  };
}

async function measuredByPrompt(db: Db, runs: readonly { id: number; month: Date }[]): Promise<Map<number, number>> {
  const groups = await db.sample.groupBy({
    by: ['promptId'],
    where: { outcome: 'measured', OR: runs.map(({ id, month }) => ({ month, runId: id })) },
    _count: { _all: true },
  });
  return new Map(groups.map(({ promptId, _count }) => [promptId, _count._all]));
}
