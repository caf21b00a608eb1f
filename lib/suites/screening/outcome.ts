import { answerText } from '#lib/channels/model/encoder/text.ts';
import type { Comparison, PromptSides } from '#lib/channels/model/types.ts';
import type { PromptScreening } from '#lib/contract/proposals.ts';
import { MIN_MEASURED_SHARE, SCREENING_REPETITIONS } from '#lib/policy/thresholds.ts';
import { screenPrompt } from './classify.ts';

/** What the answers of a screening run tell about each prompt, by prompt id. */
export function screeningsOf<Id>(prompts: readonly PromptSides<Id>[]): Map<Id, PromptScreening> {
  return new Map(
    prompts.map(({ promptId, tonight }) => {
      const answers = tonight.map((answer) => ({ canonicalHash: answer.canonicalHash, text: answerText(answer) }));
      return [promptId, screenPrompt(answers, SCREENING_REPETITIONS)];
    }),
  );
}

/**
 * Whether a screening measured enough prompts to propose a version. There is nothing to compare its answers with, so no
 * prompt moves and no signal is given.
 */
export function screeningOutcome<Id>(prompts: readonly PromptSides<Id>[]): Comparison<Id> {
  const kinds = Object.groupBy(screeningsOf(prompts).values(), ({ kind }) => kind);
  const count = (kind: keyof typeof kinds) => kinds[kind]?.length ?? 0;
  const measured = prompts.length - count('unmeasured');
  const isEnough = measured > 0 && measured >= MIN_MEASURED_SHARE * prompts.length;
  const counts = `${count('border')} on the border, ${count('stable')} stable, ${count('noisy')} too noisy, ${count('unmeasured')} unmeasured`;
  return {
    verdict: isEnough ? 'calibrating' : 'unmeasured',
    reason: isEnough
      ? `Screened ${prompts.length} prompts: ${counts}.`
      : `Too few prompts could be measured to propose a version: ${counts}. See why, then screen again.`,
    pValue: null,
    permutations: null,
    seed: 0,
    signals: [],
    prompts: [],
    servedModel: null,
    warnings: [],
  };
}
