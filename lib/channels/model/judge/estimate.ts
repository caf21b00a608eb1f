import { estimateRun, type Prices, type RunEstimate } from '#lib/gateway/estimate.ts';
import { CHARS_PER_TOKEN, JUDGE_ANSWER_CHARS, JUDGE_MAX_TOKENS, JUDGE_TASK_CHARS } from '#lib/policy/thresholds.ts';
import type { PromptSpec } from '#lib/suites/format.ts';
import { INSTRUCTIONS } from './instructions.ts';

type JudgedSpec = Pick<PromptSpec, 'messages' | 'maxTokens'>;

/** Questions about one pair: both orders. */
const ORDERS = 2;
/** Marks, ids and sentences around the data, about. */
const FRAME_CHARS = 700;

/**
 * What judging one run asks for at most, as if every answer differed; equal answers are free. The first run of a
 * baseline asks twice as much: it also judges the baseline against itself, once.
 *
 * @param prices of the judge
 */
export function estimateJudging(prompts: readonly JudgedSpec[], prices: Prices): RunEstimate {
  return estimateRun(
    prompts.map((prompt) => ({
      inputChars: questionChars(prompt),
      maxTokens: JUDGE_MAX_TOKENS,
      repetitions: ORDERS,
    })),
    prices,
  );
}

function questionChars({ messages, maxTokens }: JudgedSpec): number {
  const taskChars = messages.reduce((sum, { role, content }) => sum + role.length + content.length + 5, 0);
  const answerChars = Math.min(maxTokens * CHARS_PER_TOKEN, JUDGE_ANSWER_CHARS);
  return INSTRUCTIONS.length + FRAME_CHARS + Math.min(taskChars, JUDGE_TASK_CHARS) + 2 * answerChars;
}
