import type { GoldenRunEstimate, StartGoldenRunBody } from '#lib/contract/golden/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';
import type { Context } from '#lib/platform/context.ts';
import { GATE_BLAME } from '#lib/policy/thresholds.ts';
import { planGoldenRun } from './plan.ts';

/**
 * What a golden run will ask for, before it is started.
 *
 * @throws TidemarkError as `planGoldenRun`.
 */
export async function estimateGoldenRun(
  ctx: Pick<Context, 'db' | 'now'>,
  body: StartGoldenRunBody,
): Promise<GoldenRunEstimate> {
  const plan = await planGoldenRun(ctx, body);
  const { repository, suite, repeat, taskCount, missingBaselines, estimate, costFromRunId, budget } = plan;
  const cost = costFromRunId === null ? '' : `; cost as in golden run ${costFromRunId}, as the gateway tells no prices`;
  return {
    tasks: taskCount,
    attempts: taskCount * repeat,
    maxAttempts: taskCount * 2 * Math.max(repeat, GATE_BLAME.attempts),
    ...estimate,
    budgetUsd: repository.runBudgetUsd,
    budgetNote: budget.allowed ? budget.note : budget.reason,
    headCommit: suite.commit,
    missingBaselines,
    basis: `${formatCount(taskCount, 'task')} × ${repeat}; input at 4 characters a token, output at the agent's limit; tasks that look worse are asked again, which is not included${cost}`,
  };
}
