import { toAnswer } from '#lib/channels/model/answer.ts';
import type { Answer, PromptSides } from '#lib/channels/model/types.ts';
import { CHARS_PER_TOKEN } from '#lib/policy/thresholds.ts';
import { MAX_TOKENS } from '#lib/suites/format.ts';
import type { Stratum } from '#lib/suites/vocabulary.ts';
import type { RecordedAnswer } from './line.ts';

/** Longest answer of the short stratum, in UTF-16 code units. */
const SHORT_ANSWER_CHARS = MAX_TOKENS.short * CHARS_PER_TOKEN;

/** A measured recorded answer, ready to be compared; `features` are what encoder and classifier saw. */
export function measuredAnswer(
  recorded: RecordedAnswer,
  features: Partial<Pick<Answer, 'embedding' | 'refusal'>> = {},
): Answer {
  const { output, toolCalls, finishReason, promptTokens, completionTokens, latencyMs, servedModel, fingerprint } =
    recorded;
  const known = {
    output,
    toolCalls,
    finishReason,
    promptTokens,
    completionTokens,
    latencyMs,
    servedModel,
    fingerprint,
  };
  return toAnswer({ ...known, ...features });
}

/**
 * Puts two sets of answers side by side, prompts in the order of the baseline, then those only recorded tonight.
 *
 * @param baseline measured answers by prompt; a prompt of which every call failed has none, but stands there
 */
export function toSides(
  baseline: ReadonlyMap<string, readonly Answer[]>,
  tonight: ReadonlyMap<string, readonly Answer[]>,
): PromptSides<string>[] {
  const ids = new Set([...baseline.keys(), ...tonight.keys()]);
  return [...ids].map((promptId) => sidesOf(promptId, baseline.get(promptId) ?? [], tonight.get(promptId) ?? []));
}

/** One prompt of a recording, of which nothing is known but its answers. */
export function sidesOf(
  promptId: string,
  baseline: readonly Answer[],
  tonight: readonly Answer[],
): PromptSides<string> {
  return {
    promptId,
    stratum: stratumOf([...baseline, ...tonight]),
    category: null,
    expectation: null,
    baseline,
    tonight,
    judged: null,
  };
}

/** By the median length of all answers, whichever side they are on: a permutation must not change it. */
function stratumOf(answers: readonly Answer[]): Stratum {
  const lengths = answers.map((answer) => answer.output.length).sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)];
  return median !== undefined && median <= SHORT_ANSWER_CHARS ? 'short' : 'behaviour';
}
