import type { ScreeningPlan } from '#lib/contract/proposals.ts';
import type { PlanEstimate } from '#lib/contract/runs.ts';
import { formatUsd } from '#lib/format/numbers.ts';
import type { Context } from '#lib/platform/context.ts';
import { SCREENING_REPETITIONS } from '#lib/policy/thresholds.ts';
import { everyPrompt } from '#lib/runs/call-plan.ts';
import { estimateRun } from '#lib/runs/estimate-run.ts';
import { decideStart } from '#lib/runs/start-decision.ts';
import { loadStartFacts } from '#lib/runs/start-facts.ts';
import { candidateVersion } from './candidates.ts';

const SCREENING = { purpose: 'screening', repetitions: SCREENING_REPETITIONS } as const;

/**
 * What a screening of `endpointId` would ask and cost at most, and why it cannot be started now.
 *
 * @throws TidemarkError `not_found` for an unknown endpoint, or without candidate prompts.
 */
export async function planScreening({ db }: Pick<Context, 'db'>, endpointId: number): Promise<ScreeningPlan> {
  const version = await candidateVersion(db);
  const endpoint = await loadStartFacts(db, { endpointId, suiteVersionId: version.id });
  const open = await db.suiteProposal.findFirst({ where: { endpointId, state: 'open' }, select: { id: true } });
  const decision = decideStart(SCREENING, endpoint.facts);
  const estimate = estimateRun(endpoint, { purpose: 'screening', repetitions: everyPrompt(SCREENING_REPETITIONS) });
  return {
    prompts: version.promptCount,
    repetitions: SCREENING_REPETITIONS,
    estimate: { ...estimate, budgetUsd: endpoint.runBudgetUsd },
    refusal: whyOpen(open?.id) ?? (decision.allowed ? whyOverBudget(estimate, endpoint.runBudgetUsd) : decision.reason),
  };
}

function whyOpen(proposalId: number | undefined): string | null {
  return proposalId === undefined ? null : `Proposal ${proposalId} is open. Accept or reject it first.`;
}

/** Part of the candidates would tell nothing: better to ask none. */
function whyOverBudget({ maxCostUsd }: PlanEstimate, budgetUsd: number | null): string | null {
  if (budgetUsd === null || maxCostUsd === null || maxCostUsd <= budgetUsd) return null;
  return `It may cost ${formatUsd(maxCostUsd)}, but a run of this endpoint at most ${formatUsd(budgetUsd)}. Raise the budget of the endpoint for it.`;
}
