import type { SampleResult, Usage } from '#lib/gateway/outcome.ts';
import type { AskedQuestion } from '#lib/judging/request.ts';
import type { Pair } from './pairs.ts';
import { judgeQuestion } from './question.ts';
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

/** Reads a finished call; a passing fault counts as final here. */
export function readJudgeAnswer(result: SampleResult, { word }: AskedQuestion): JudgeAnswer {
  if (result.kind !== 'measured') {
    const { reason, detail, partial = {} } = result;
    return { kind: 'unmeasured', reason, detail, usage: partial };
  }
  return { ...parseVerdict(result.answer.output, word), usage: result.answer };
}
