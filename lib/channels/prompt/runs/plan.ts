import type { GitRepository } from '#generated/prisma/client.ts';
import type { StartGoldenRunBody } from '#lib/contract/golden/runs.ts';
import type { Context } from '#lib/platform/context.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { found } from '#lib/platform/found.ts';
import { GATE_REPEAT } from '#lib/policy/thresholds.ts';
import { readSuiteAt } from '../repository/read-suite.ts';
import type { RepositorySuite } from '../repository/types.ts';
import { type AttemptsEstimate, estimateAttempts } from '../runner/estimate.ts';
import { gatedTask } from '../task/hash.ts';
import { ACTIVE_GOLDEN_RUN } from './cancel.ts';
import { costByEarlierRun } from './earlier-cost.ts';
import { readPrices } from './prices.ts';
import { readBranch } from './snapshot-suite.ts';
import { agentOf, commitOf } from './source.ts';
import { type BudgetDecision, decideBudget, decideGoldenStart } from './start-decision.ts';

/** A run that may start, with what it will ask for. */
export interface GoldenPlan {
  repository: GitRepository;
  suite: RepositorySuite;
  branch: string;
  /** Of the base that was asked for; null where none was. */
  baseCommit: string | null;
  repeat: number;
  taskCount: number;
  missingBaselines: string[];
  estimate: AttemptsEstimate;
  /** The run whose cost the estimate follows, where prices are unknown. */
  costFromRunId: number | null;
  budget: BudgetDecision;
}

/**
 * Reads the suite as it stands now and decides whether a run may start; what its budget says of it stands in the plan.
 * Writes nothing but the reading.
 *
 * @throws TidemarkError `conflict` while a run of the same repository, agent and model is going, `invalid_input` for an
 *   agent or model that the suite does not have, and as `readSuiteAt`.
 */
export async function planGoldenRun(
  ctx: Pick<Context, 'db' | 'now'>,
  { repositoryId, agent: name, model, ref, baseRef, repeat = GATE_REPEAT }: StartGoldenRunBody,
): Promise<GoldenPlan> {
  const row = await ctx.db.gitRepository.findUnique({ where: { id: repositoryId } });
  const repository = found(row, `repository ${repositoryId}`);
  const branch = ref ?? repository.branch;
  const suite =
    branch === repository.branch
      ? await readBranch(ctx, repositoryId)
      : await readSuiteAt(ctx, repositoryId, { ref: branch });
  const active = await ctx.db.goldenRun.findFirst({
    where: { repositoryId, agent: name, model, status: { in: [...ACTIVE_GOLDEN_RUN] }, trigger: { not: 'ci' } },
    select: { id: true },
  });
  const facts = { agents: suite.project.agents, tasks: suite.tasks, activeRunId: active?.id ?? null };
  const decision = decideGoldenStart({ agent: name, model }, facts);
  if (!decision.allowed) throw new TidemarkError(decision.code, decision.reason);
  const { agent, tasks } = decision;
  const { prompt } = agentOf(suite, name);
  const { temperature, maxOutputTokens, judge = null } = agent;
  const prices = await readPrices(ctx.db, repository.gatewayId);
  const estimate = estimateAttempts(
    tasks,
    { prompt: prompt.text, model, temperature, maxOutputTokens },
    { attempts: repeat, judge, prices: { agent: prices(model), judge: judge && prices(judge.model) } },
  );
  const of = { repositoryId, agent: name, model };
  const earlier = estimate.costUsd === null ? await costByEarlierRun(ctx.db, of, tasks.length * repeat) : null;
  const costUsd = estimate.costUsd ?? earlier?.costUsd ?? null;
  return {
    repository,
    suite,
    branch,
    baseCommit: baseRef === undefined ? null : await commitOf(repository, baseRef),
    repeat,
    taskCount: tasks.length,
    missingBaselines: tasks.filter((task) => gatedTask(task, name, model).baseline === null).map(({ id }) => id),
    estimate: { ...estimate, costUsd },
    costFromRunId: earlier?.runId ?? null,
    budget: decideBudget(costUsd, repository.runBudgetUsd),
  };
}
