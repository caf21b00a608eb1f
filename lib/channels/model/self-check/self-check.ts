import type { Context } from '#lib/platform/context.ts';
import { invariant } from '#lib/platform/errors.ts';
import { SELF_CHECK_SPLITS } from '#lib/policy/thresholds.ts';
import { CHECK_REPETITIONS } from '#lib/runs/call-plan.ts';
import type { Encoder } from '../encoder/types.ts';
import { lookAtAnswers } from '../look.ts';
import type { Answer } from '../types.ts';
import { measureInThread } from './in-thread.ts';
import { loadSelfCheck, type SelfCheckFacts } from './load.ts';
import { whyNoSelfCheck } from './measure.ts';
import { type NightlyPrompt, rateOf, type SelfCheckDetail, type WayTally } from './types.ts';

export interface SelfCheckDeps extends Pick<Context, 'db' | 'now'> {
  encoder: Encoder;
}

/**
 * Compares a baseline with itself and keeps how often that raised an alarm. Ways and their meaning: measure.ts. One that
 * is no longer in force is left alone; one with too few answers is kept as unmeasured, with the reason.
 *
 * @param seed any integer; kept with the result
 * @param shutdown aborts when the process must stop; the job then comes back
 */
export async function selfCheck(
  deps: SelfCheckDeps,
  { baselineId, seed }: { baselineId: number; seed: number },
  shutdown: AbortSignal,
): Promise<void> {
  const facts = await loadSelfCheck(deps.db, baselineId);
  if (facts === null) return;
  const refusal = whyNoSelfCheck(facts.prompts);
  const ways = refusal === null ? await measure(deps, facts, seed, shutdown) : [];
  const trials = ways.reduce((sum, way) => sum + way.trials, 0);
  const alarms = ways.reduce((sum, way) => sum + way.alarms, 0);
  const { low, high } = rateOf({ trials, alarms });
  const unmeasured = trials > 0 ? null : (refusal ?? ways.map((way) => way.unmeasured).join(' '));
  const detail: SelfCheckDetail = { seed, ways, unmeasured };
  const { endpointId } = facts;
  await deps.db.selfCheck.create({
    data: { endpointId, baselineId, at: deps.now(), trials, alarms, low, high, detail: { ...detail } },
  });
}

async function measure(
  { db, encoder }: SelfCheckDeps,
  { prompts, plan }: SelfCheckFacts,
  seed: number,
  signal: AbortSignal,
): Promise<WayTally[]> {
  const sides = prompts.map((prompt) => ({ ...prompt, baseline: prompt.nights.flat(), tonight: [], judged: null }));
  const looked = await lookAtAnswers({ db, encoder, signal, captures: true }, sides);
  const task = {
    prompts: looked.prompts.map(({ baseline }, index) => byNight(prompts[index], baseline)),
    check: CHECK_REPETITIONS[plan],
    seed,
    splits: SELF_CHECK_SPLITS,
  };
  return measureInThread(task, signal);
}

/** The prompt with its answers replaced by `looked`, which holds them night after night. */
function byNight(prompt: NightlyPrompt | undefined, looked: readonly Answer[]): NightlyPrompt {
  invariant(prompt, 'answers are looked at prompt by prompt');
  let from = 0;
  const nights = prompt.nights.map((answers) => {
    from += answers.length;
    return looked.slice(from - answers.length, from);
  });
  return { ...prompt, nights };
}
