import { UNMEASURED_LABEL } from '#lib/gateway/outcome.ts';
import { JUDGING_FAULTS } from '#lib/judging/faults.ts';
import { judgeRequest } from '#lib/judging/request.ts';
import { invariant } from '#lib/platform/errors.ts';
import { JUDGE_TIMEOUT_MS } from '#lib/policy/thresholds.ts';
import { type Grade, gradeAnswer } from '../rubric/grade.ts';
import { addressesJudge } from '../rubric/injection.ts';
import { judgedItems } from '../rubric/items.ts';
import { rubricQuestion } from '../rubric/question.ts';
import { parseRubricVerdict } from '../rubric/verdict.ts';
import type { Talk } from './talk.ts';
import type { AttemptOrder, RunnerDeps } from './types.ts';

/** What came of asking the judge. */
export type Judging = ({ kind: 'graded'; grade: Grade } | { kind: 'unmeasured'; reason: string }) & {
  calls: number;
  costUsd: number | null;
};

/**
 * Has the judge grade an answer by everything about the task that only a judge can tell. Whatever is not a clear
 * answer to the question is unmeasured.
 *
 * @throws the signal's reason when it aborts
 */
export async function judgeAnswer(
  { judge: client, traffic, random }: RunnerDeps,
  { task, judge }: AttemptOrder,
  { steps, end: { output } }: Pick<Talk, 'steps' | 'end'>,
  signal: AbortSignal,
): Promise<Judging> {
  invariant(client !== null && judge !== null, 'an attempt that needs a judge has one');
  const written = [output, ...steps.map(({ argumentsJson }) => argumentsJson)];
  if (written.some(addressesJudge)) {
    return {
      kind: 'unmeasured',
      reason: 'The answer speaks to whoever judges it, so it was not judged.',
      calls: 0,
      costUsd: 0,
    };
  }
  const items = judgedItems(task);
  const actions = steps.map(({ name, argumentsJson, reply }) => ({ name, argumentsJson, reply: reply.text }));
  const asked = rubricQuestion({ input: task.input, actions, output, items, random });
  const settled = await traffic.ask(client, judgeRequest(judge.model, asked), { timeoutMs: JUDGE_TIMEOUT_MS, signal });
  const { result, calls, costUsd } = settled;
  if (result.kind === 'unmeasured') {
    const reason = `The judge: ${UNMEASURED_LABEL[result.reason].label}. ${result.detail}`;
    return { kind: 'unmeasured', reason, calls, costUsd };
  }
  const parsed = parseRubricVerdict(result.answer.output, items.length, asked.word);
  if (parsed.kind === 'unmeasured') {
    return { kind: 'unmeasured', reason: `${JUDGING_FAULTS[parsed.reason].label}. ${parsed.detail}`, calls, costUsd };
  }
  return { kind: 'graded', grade: gradeAnswer(task, parsed.verdict), calls, costUsd };
}
