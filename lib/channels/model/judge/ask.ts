import { isOpenAiReasoner } from '#lib/gateway/body.ts';
import type { SampleResult, Usage } from '#lib/gateway/outcome.ts';
import type { GatewayRequest } from '#lib/gateway/request.ts';
import { JUDGE_MAX_TOKENS } from '#lib/policy/thresholds.ts';
import type { Pair } from './pairs.ts';
import { type AskedQuestion, judgeQuestion } from './question.ts';
import type { JudgeUnmeasuredReason } from './reasons.ts';
import { type Opinion, parseVerdict } from './verdict.ts';

/** What came of one question. */
export type JudgeAnswer = (
  | { kind: 'opinion'; opinion: Opinion }
  | { kind: 'unmeasured'; reason: JudgeUnmeasuredReason; detail: string }
) & { usage: Partial<Usage> };

/** The question about a pair, the newer answer first where `swapped`. */
export function questionOf(
  { task, older, newer }: Pick<Pair, 'task' | 'older' | 'newer'>,
  swapped: boolean,
  random: () => number,
): AskedQuestion {
  const [first, second] = swapped ? [newer, older] : [older, newer];
  return judgeQuestion({ task, first, second, random });
}

/** How a judge is asked: as steadily as it can, and in JSON. */
export function judgeRequest(model: string, { messages }: AskedQuestion): GatewayRequest {
  return {
    model,
    messages,
    temperature: isOpenAiReasoner(model) ? null : 0,
    maxTokens: JUDGE_MAX_TOKENS,
    responseFormat: 'json',
  };
}

/** Reads a finished call; a passing fault counts as final here. */
export function readJudgeAnswer(result: SampleResult, { word }: AskedQuestion): JudgeAnswer {
  if (result.kind !== 'measured') {
    const { reason, detail, partial = {} } = result;
    return { kind: 'unmeasured', reason, detail, usage: partial };
  }
  return { ...parseVerdict(result.answer.output, word), usage: result.answer };
}
