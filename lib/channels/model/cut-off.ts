import { formatCount } from '#lib/format/numbers.ts';
import { NEWLY_CUT_OFF_SHARE } from '#lib/policy/thresholds.ts';
import type { Answer, PromptSides } from './types.ts';

/**
 * Says so when many answers newly end at the token limit: then the provider or the gateway changed the limit, or the
 * model writes more, and the texts differ for that reason alone. A prompt counts when every answer of tonight is cut
 * off and none of the baseline was.
 */
export function cutOffFinding(prompts: readonly PromptSides<unknown>[]): string | null {
  const known = prompts.filter(({ baseline, tonight }) => [...baseline, ...tonight].every(hasFinishReason));
  const cut = known.filter(({ baseline, tonight }) => tonight.every(isCutOff) && !baseline.some(isCutOff)).length;
  if (cut < 2 || cut < NEWLY_CUT_OFF_SHARE * prompts.length) return null;
  return (
    `The answers to ${cut} of ${formatCount(prompts.length, 'prompt')} now end at the token limit, which none did in ` +
    'the baseline: check whether the gateway or the provider lowered max_tokens.'
  );
}

function hasFinishReason({ finishReason }: Answer): boolean {
  return finishReason !== null && finishReason !== 'unknown';
}

function isCutOff({ finishReason }: Answer): boolean {
  return finishReason === 'length' || finishReason === 'max_tokens';
}
