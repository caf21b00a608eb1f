import type { PlanEstimateBody, PlanEstimates } from '#lib/contract/endpoints.ts';
import type { CallPlan } from '#lib/contract/runs.ts';
import type { Context } from '#lib/platform/context.ts';
import { env } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { CHECK_REPETITIONS } from '#lib/runs/call-plan.ts';
import { estimateRun } from '#lib/runs/estimate-run.ts';
import { monthEstimate } from '#lib/runs/month-estimate.ts';
import { parsePromptSpec } from '#lib/suites/format.ts';

/**
 * What each plan takes a night and a month, with settings that may not be saved yet.
 *
 * @throws TidemarkError `invalid_input` when the suite has no version in force.
 */
export async function getPlanEstimates(
  { db }: Pick<Context, 'db'>,
  { suiteId, judge, ...prices }: PlanEstimateBody,
): Promise<PlanEstimates> {
  const version = await db.suiteVersion.findFirst({
    where: { suiteId, retiredAt: null },
    orderBy: { number: 'desc' },
    select: { prompts: { select: { spec: true } } },
  });
  if (version === null) throw new TidemarkError('invalid_input', 'The suite has no published version.');
  const prompts = version.prompts.map((prompt) => parsePromptSpec(prompt.spec));
  const of = (plan: CallPlan) =>
    estimateRun({ prompts, ...prices, judgePrices: judge }, { purpose: 'check', repetitions: CHECK_REPETITIONS[plan] });
  const [standard, single, deep] = [of('standard'), of('single'), of('deep')];
  const deepNight = env().TIDEMARK_DEEP_NIGHT;
  const weekly = deepNight === 'never' ? null : deep;
  return {
    standard,
    single,
    deep,
    deepNight,
    month: { standard: monthEstimate(standard, weekly), single: monthEstimate(single, weekly) },
  };
}
