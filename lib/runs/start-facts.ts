import type { Endpoint, Prisma } from '#generated/prisma/client.ts';
import type { Prices } from '#lib/gateway/estimate.ts';
import type { Db } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { type PromptSpec, parsePromptSpec } from '#lib/suites/format.ts';
import type { StartFacts } from './start-decision.ts';

/** An endpoint with what a new run of it needs. */
export interface StartableEndpoint {
  facts: StartFacts;
  suiteVersionId: number;
  prompts: PromptSpec[];
  concurrency: number;
  inputUsdPerMillion: number | null;
  outputUsdPerMillion: number | null;
  runBudgetUsd: number | null;
  /** Of the judge; null where nobody judges. */
  judgePrices: Prices | null;
}

/** Whom a new run asks, and with which prompts. */
export interface StartTarget {
  endpointId: number;
  /** The check that a confirmation repeats; its suite version is asked again, however many came since. */
  parentRunId?: number;
  /** The version that a screening asks. */
  suiteVersionId?: number;
}

/** Statuses of a run that is still going. */
export const ACTIVE_RUN_STATUSES = ['queued', 'sampling', 'evaluating'] as const;

const VERSION_INCLUDE = {
  prompts: { orderBy: { position: 'asc' }, select: { spec: true } },
} as const satisfies Prisma.SuiteVersionInclude;

/**
 * Reads an endpoint with the version a run will ask: that of the parent, the one named, or the newest in force.
 *
 * @throws TidemarkError `not_found` when there is no such endpoint.
 */
export async function loadStartFacts(db: Db, target: StartTarget): Promise<StartableEndpoint> {
  const endpoint = await db.endpoint.findUnique({
    where: { id: target.endpointId },
    include: {
      suite: true,
      runs: { where: { status: { in: [...ACTIVE_RUN_STATUSES] } }, select: { id: true }, take: 1 },
    },
  });
  if (endpoint === null) throw new TidemarkError('not_found', `There is no endpoint ${target.endpointId}.`);
  const parent = await parentOf(db, target);
  const version = await versionFor(db, endpoint.suiteId, parent?.suiteVersionId ?? target.suiteVersionId);
  return {
    facts: {
      endpointName: endpoint.name,
      plan: endpoint.plan,
      promptCount: version?.prompts.length ?? 0,
      suiteTitle: endpoint.suite.title,
      activeRunId: endpoint.runs[0]?.id ?? null,
      parent,
    },
    suiteVersionId: version?.id ?? 0,
    prompts: version?.prompts.map((prompt) => parsePromptSpec(prompt.spec)) ?? [],
    concurrency: endpoint.concurrency,
    inputUsdPerMillion: endpoint.inputUsdPerMillion,
    outputUsdPerMillion: endpoint.outputUsdPerMillion,
    runBudgetUsd: endpoint.runBudgetUsd,
    judgePrices: endpoint.judgeModel === null ? null : judgePricesOf(endpoint),
  };
}

function judgePricesOf({ judgeInputUsdPerMillion, judgeOutputUsdPerMillion }: Endpoint): Prices {
  return { inputUsdPerMillion: judgeInputUsdPerMillion, outputUsdPerMillion: judgeOutputUsdPerMillion };
}

function parentOf(db: Db, { endpointId, parentRunId }: StartTarget) {
  if (parentRunId === undefined) return null;
  return db.run.findFirst({
    where: { id: parentRunId, endpointId },
    select: { id: true, purpose: true, status: true, suiteVersionId: true },
  });
}

function versionFor(db: Db, suiteId: number, versionId: number | undefined) {
  if (versionId !== undefined) {
    return db.suiteVersion.findUnique({ where: { id: versionId }, include: VERSION_INCLUDE });
  }
  return db.suiteVersion.findFirst({
    where: { suiteId, retiredAt: null },
    orderBy: { number: 'desc' },
    include: VERSION_INCLUDE,
  });
}
