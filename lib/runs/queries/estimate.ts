import type { RunEstimate, StartRunBody } from '#lib/contract/runs.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { estimateRun } from '../estimate-run.ts';
import { decideStart } from '../start-decision.ts';
import { loadStartFacts } from '../start-facts.ts';

/**
 * Calls and cost of a run before it is started; also while another run of the endpoint is going.
 *
 * @throws TidemarkError `not_found` for an unknown endpoint, `invalid_input` when the suite or the plan do not
 *   allow such a run.
 */
export async function getRunEstimate({ db }: Pick<Context, 'db'>, request: StartRunBody): Promise<RunEstimate> {
  const endpoint = await loadStartFacts(db, request);
  const decision = decideStart(request, { ...endpoint.facts, activeRunId: null });
  if (!decision.allowed) throw new TidemarkError(decision.code, decision.reason);
  const estimate = estimateRun(endpoint, { purpose: request.purpose, repetitions: decision.repetitions });
  return { ...estimate, budgetUsd: endpoint.runBudgetUsd };
}
