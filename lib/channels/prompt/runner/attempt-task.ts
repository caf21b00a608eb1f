import { UNMEASURED_LABEL } from '#lib/gateway/outcome.ts';
import { checkAnswer } from '../assertions/check-answer.ts';
import { judgedItems } from '../rubric/items.ts';
import type { Attempt } from '../types.ts';
import { type Finding, findingOf, unmeasured } from './finding.ts';
import { judgeAnswer } from './judge-answer.ts';
import { type Talk, talk } from './talk.ts';
import type { AttemptOrder, RunnerDeps } from './types.ts';
import { add, NOTHING_USED, type Used } from './usage.ts';

type Found = { finding: Finding; judging: Pick<Used, 'calls' | 'costUsd'> };

const NOT_JUDGED: Found['judging'] = { calls: 0, costUsd: 0 };

const NO_TALK: Talk = { ...NOTHING_USED, end: { kind: 'answered', output: '' }, steps: [], turns: 0 };

/**
 * Makes one attempt: has the agent do the task, checks its answer, and asks the judge where all checks hold and the
 * task has something that only a judge can tell. Resolves whatever agent, judge and gateway do.
 *
 * @throws the signal's reason when it aborts: an attempt that was cut off is none
 */
export async function attemptTask(deps: RunnerDeps, order: AttemptOrder, signal: AbortSignal): Promise<Attempt> {
  const needsJudge = judgedItems(order.task).length > 0;
  if (needsJudge && (order.judge === null || deps.judge === null)) {
    const finding = unmeasured('The task needs a judge, and the agent has none in evals/tidemark.yaml.');
    return toAttempt(order, NO_TALK, { finding, judging: NOT_JUDGED });
  }
  const said = await talk(deps, order, signal);
  return toAttempt(order, said, await find(deps, order, said, needsJudge, signal));
}

async function find(
  deps: RunnerDeps,
  order: AttemptOrder,
  said: Talk,
  needsJudge: boolean,
  signal: AbortSignal,
): Promise<Found> {
  const { end, steps } = said;
  if (end.kind === 'unmeasured') {
    const { reason, detail } = end.result;
    return { finding: unmeasured(`${UNMEASURED_LABEL[reason].label}. ${detail}`), judging: NOT_JUDGED };
  }
  const checks = checkAnswer(order.task, { output: end.output, toolCalls: steps });
  const fault = end.kind === 'unfinished' ? end.reason : null;
  const failed = fault !== null || checks.some(({ passed }) => !passed);
  if (failed || !needsJudge) return { finding: findingOf({ fault, checks, rubric: null }), judging: NOT_JUDGED };
  const judging = await judgeAnswer(deps, order, said, signal);
  if (judging.kind === 'unmeasured') return { finding: unmeasured(judging.reason, checks), judging };
  const { rubric, checks: judged } = judging.grade;
  const all = [...checks, ...judged].toSorted((a, b) => a.position - b.position);
  return { finding: findingOf({ fault: null, checks: all, rubric }), judging };
}

function toAttempt({ task, side, number }: AttemptOrder, said: Talk, { finding, judging }: Found): Attempt {
  const { promptTokens, completionTokens, latencyMs } = said;
  return {
    taskId: task.id,
    side,
    number,
    ...finding,
    output: said.end.output,
    toolCalls: said.steps.map(({ name, argumentsJson, reply }) => ({ name, argumentsJson, fault: reply.fault })),
    turns: said.turns,
    latencyMs,
    promptTokens,
    completionTokens,
    costUsd: add(said.costUsd, judging.costUsd),
    calls: said.calls + judging.calls,
  };
}
