import type { RunTrigger } from '#generated/prisma/client.ts';
import { personOf } from '#lib/audit/actor.ts';
import { recordAudit } from '#lib/audit/record.ts';
import type { StartGoldenRunBody } from '#lib/contract/golden/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { Context } from '#lib/platform/context.ts';
import { inTransaction } from '#lib/platform/db.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { isUniqueViolation } from '#lib/platform/prisma-errors.ts';
import { planGoldenRun } from './plan.ts';

export interface StartGoldenRunInput extends StartGoldenRunBody {
  trigger: RunTrigger;
  /** The UTC night that a scheduled run stands for. */
  night?: Date;
}

/**
 * Reads the repository, then creates a golden run of the commit it found and its job in one transaction.
 *
 * @throws TidemarkError `invalid_input` with the figures where the run is expected to cost more than its budget, and as
 *   `planGoldenRun`.
 */
export async function startGoldenRun(ctx: Context, input: StartGoldenRunInput): Promise<{ runId: number }> {
  const plan = await planGoldenRun(ctx, input);
  if (!plan.budget.allowed) throw new TidemarkError('invalid_input', plan.budget.reason);
  const { repository, suite, branch, baseCommit, repeat, taskCount, estimate } = plan;
  const { agent, model, trigger, night = null, baseRef = null } = input;
  try {
    return await inTransaction(ctx.db, async (tx) => {
      const run = await tx.goldenRun.create({
        data: {
          trigger,
          repositoryId: repository.id,
          repositoryName: repository.name,
          agent,
          model,
          headCommit: suite.commit,
          branch,
          baseRef,
          baseCommit,
          promptHash: suite.prompts.get(agent)?.promptHash ?? null,
          repeat,
          night,
          plannedAttempts: taskCount * repeat,
          estimatedCostUsd: estimate.costUsd,
          budgetUsd: repository.runBudgetUsd,
          requestedBy: personOf(ctx.actor),
          createdAt: ctx.now(),
        },
        select: { id: true },
      });
      await recordAudit(tx, {
        actor: ctx.actor,
        action: 'golden.start',
        subjectType: 'golden_run',
        subjectId: run.id,
        summary: `Started a golden run of ${agent} with ${model} in ${repository.name}: ${formatCount(taskCount, 'task')}`,
      });
      await enqueue(tx, 'golden.run', { runId: run.id }, { key: jobKeys.goldenRun(run.id) });
      return { runId: run.id };
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const told = `Another golden run of ${agent} with ${model} started at the same moment, or the night has its run.`;
    throw new TidemarkError('conflict', told, { cause: error });
  }
}
