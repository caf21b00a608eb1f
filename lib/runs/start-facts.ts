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
}

/** Statuses of a run that is still going. */
export const ACTIVE_RUN_STATUSES = ['queued', 'sampling', 'evaluating'] as const;

/**
 * Reads an endpoint with the newest unretired version of its suite.
 *
 * @throws TidemarkError `not_found` when there is no such endpoint.
 */
export async function loadStartFacts(db: Db, endpointId: number): Promise<StartableEndpoint> {
  const endpoint = await db.endpoint.findUnique({
    where: { id: endpointId },
    include: {
      suite: {
        include: {
          versions: {
            where: { retiredAt: null },
            orderBy: { number: 'desc' },
            take: 1,
            include: { prompts: { orderBy: { position: 'asc' }, select: { spec: true } } },
          },
        },
      },
      runs: { where: { status: { in: [...ACTIVE_RUN_STATUSES] } }, select: { id: true }, take: 1 },
    },
  });
  if (endpoint === null) throw new TidemarkError('not_found', `There is no endpoint ${endpointId}.`);
  const version = endpoint.suite.versions[0];
  return {
    facts: {
      endpointName: endpoint.name,
      plan: endpoint.plan,
      promptCount: version?.prompts.length ?? 0,
      suiteTitle: endpoint.suite.title,
      activeRunId: endpoint.runs[0]?.id ?? null,
    },
    suiteVersionId: version?.id ?? 0,
    prompts: version?.prompts.map((prompt) => parsePromptSpec(prompt.spec)) ?? [],
    concurrency: endpoint.concurrency,
    inputUsdPerMillion: endpoint.inputUsdPerMillion,
    outputUsdPerMillion: endpoint.outputUsdPerMillion,
  };
}
