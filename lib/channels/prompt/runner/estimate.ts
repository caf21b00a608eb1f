import { estimateRun, type Prices } from '#lib/gateway/estimate.ts';
import { CHARS_PER_TOKEN, JUDGE_ANSWER_CHARS, JUDGE_MAX_TOKENS } from '#lib/policy/thresholds.ts';
import { judgedItems } from '../rubric/items.ts';
import { questionChars } from '../rubric/question.ts';
import type { GoldenTask } from '../task/format.ts';
import { openingMessages, toolDefinitions } from './conversation.ts';
import type { AgentOnSide } from './types.ts';
import { add } from './usage.ts';

export interface EstimateOptions {
  /** Attempts of each task. */
  attempts: number;
  judge: { model: string } | null;
  /** Of agent and judge; null while unknown. */
  prices: { agent: Prices | null; judge: Prices | null };
}

/** What attempts will ask for, about. */
export interface AttemptsEstimate {
  /** Of agent and judge, without repeated ones. */
  calls: number;
  /** About, at four characters a token. */
  promptTokens: number;
  maxCompletionTokens: number;
  /** At most; null while a price is unknown. */
  costUsd: number | null;
}

interface PlannedCall {
  inputChars: number;
  maxTokens: number;
}

const UNKNOWN: Prices = { inputUsdPerMillion: null, outputUsdPerMillion: null };

/**
 * What attempts at tasks will ask for before any is made. A task with tools is taken to call each once, one in a turn;
 * every answer is judged where the task needs a judge.
 */
export function estimateAttempts(
  tasks: readonly GoldenTask[],
  agent: AgentOnSide,
  { attempts, judge, prices }: EstimateOptions,
): AttemptsEstimate {
  const planned = (calls: readonly PlannedCall[]) => calls.map((call) => ({ ...call, repetitions: attempts }));
  const asked = estimateRun(planned(tasks.flatMap((task) => agentCalls(task, agent))), prices.agent ?? UNKNOWN);
  const judged = estimateRun(
    planned(judge === null ? [] : tasks.flatMap((task) => judgeCalls(task, agent))),
    prices.judge ?? UNKNOWN,
  );
  return {
    calls: asked.calls + judged.calls,
    promptTokens: asked.inputTokens + judged.inputTokens,
    maxCompletionTokens: asked.outputTokens + judged.outputTokens,
    costUsd: add(asked.costUsd, judged.calls === 0 ? 0 : judged.costUsd),
  };
}

function agentCalls({ input }: GoldenTask, { prompt, maxOutputTokens }: AgentOnSide): PlannedCall[] {
  const opening = JSON.stringify([openingMessages(prompt, input), toolDefinitions(input.tools)]).length;
  const results = input.tools.map(({ results: canned }) =>
    Math.max(...canned.map(({ result }) => JSON.stringify(result).length)),
  );
  const turns = [0, ...results].map((_, turn) => results.slice(0, turn).reduce((all, chars) => all + chars, 0));
  return turns.map((told) => ({ inputChars: opening + told, maxTokens: maxOutputTokens }));
}

function judgeCalls(task: GoldenTask, { maxOutputTokens }: AgentOnSide): PlannedCall[] {
  const items = judgedItems(task);
  if (items.length === 0) return [];
  const answer = Math.min(maxOutputTokens * CHARS_PER_TOKEN, JUDGE_ANSWER_CHARS);
  return [{ inputChars: questionChars(task.input, items) + answer, maxTokens: JUDGE_MAX_TOKENS }];
}
