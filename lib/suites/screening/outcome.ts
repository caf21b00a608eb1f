import { answerText } from '#lib/channels/model/encoder/text.ts';
import type { Comparison, PromptSides } from '#lib/channels/model/types.ts';
import type { PromptKind, PromptScreening } from '#lib/contract/proposals.ts';
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
 * Whether a screening measured enough short prompts to propose a version: longer ones vary anyway. There is nothing to compare its answers with, so no
 * prompt moves and no signal is given.
 */
export function screeningOutcome<Id>(prompts: readonly PromptSides<Id>[]): Comparison<Id> {
  const short = prompts.filter(({ stratum }) => stratum === 'short');
  const kinds = [...screeningsOf(short).values()].map(({ kind }) => kind);
  const count = (kind: PromptKind) => kinds.filter((each) => each === kind).length;
  const measured = short.length - count('unmeasured');
  const isEnough = measured > 0 && measured >= MIN_MEASURED_SHARE * short.length;
  const counts = `${count('border')} on the border, ${count('stable')} stable, ${count('noisy')} too noisy, ${count('unmeasured')} unmeasured`;
  return {
    verdict: isEnough ? 'calibrating' : 'unmeasured',
    reason: isEnough
      ? `Screened ${short.length} short prompts: ${counts}.`
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
