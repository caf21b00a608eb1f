import type { MadeToolCall, SampleResult } from '#lib/gateway/outcome.ts';
import type { ChatMessage } from '#lib/gateway/request.ts';
import {
  GOLDEN_ARGUMENTS_CHARS,
  GOLDEN_CALL_TIMEOUT_MS,
  GOLDEN_MAX_TOOL_CALLS,
  GOLDEN_MAX_TURNS,
} from '#lib/policy/thresholds.ts';
import { answerToolCall, readArguments, type ToolReply } from './canned-result.ts';
import { openingMessages, toolDefinitions } from './conversation.ts';
import type { AttemptOrder, RunnerDeps } from './types.ts';
import { addUsage, NOTHING_USED, type Used } from './usage.ts';

/** A tool call of the agent and what it was told. */
export interface Step extends MadeToolCall {
  reply: ToolReply;
}

/** How a talk with an agent ended. */
export type TalkEnd =
  | { kind: 'answered'; output: string }
  /** It went on calling tools beyond all bounds. */
  | { kind: 'unfinished'; output: string; reason: string }
  /** A call gave no answer of the model; `output` is what there was of one. */
  | { kind: 'unmeasured'; output: string; result: Extract<SampleResult, { kind: 'unmeasured' }> };

export interface Talk extends Used {
  end: TalkEnd;
  steps: Step[];
  /** Answers of the model. */
  turns: number;
}

/** Longest name of a tool that is kept, in UTF-16 code units. */
const NAME_CHARS = 200;

/**
 * Has an agent do a task: asks it, answers its tool calls from the canned results, and asks again until it says
 * something without calling a tool.
 *
 * @throws the signal's reason when it aborts
 */
export async function talk(
  deps: Pick<RunnerDeps, 'agent' | 'traffic' | 'callTimeoutMs'>,
  { task, agent }: Pick<AttemptOrder, 'task' | 'agent'>,
  signal: AbortSignal,
): Promise<Talk> {
  const messages = openingMessages(agent.prompt, task.input);
  const tools = toolDefinitions(task.input.tools);
  const timeoutMs = deps.callTimeoutMs ?? GOLDEN_CALL_TIMEOUT_MS;
  const steps: Step[] = [];
  let used = NOTHING_USED;
  let turns = 0;
  const ended = (end: TalkEnd): Talk => ({ end, steps, turns, ...used });
  while (turns < GOLDEN_MAX_TURNS) {
    const request = {
      model: agent.model,
      messages: [...messages],
      temperature: agent.temperature ?? null,
      maxTokens: agent.maxOutputTokens,
      tools,
    };
    const settled = await deps.traffic.ask(deps.agent, request, { timeoutMs, signal });
    used = addUsage(used, settled);
    const { result } = settled;
    if (result.kind === 'unmeasured') {
      return ended({ kind: 'unmeasured', output: result.partial?.output ?? '', result });
    }
    turns += 1;
    const { output, toolCalls } = result.answer;
    if (toolCalls === null) return ended({ kind: 'answered', output });
    if (steps.length + toolCalls.length > GOLDEN_MAX_TOOL_CALLS) {
      return ended(unfinished(`It called tools more than ${GOLDEN_MAX_TOOL_CALLS} times.`, output));
    }
    const made = toolCalls.map((call) => ({ ...call, reply: answerToolCall(task.input.tools, call) }));
    steps.push(...made.map(bounded));
    messages.push(...toolTurns(output, made, turns));
  }
  return ended(unfinished(`It was still calling tools after ${GOLDEN_MAX_TURNS} turns.`));
}

function unfinished(reason: string, output = ''): TalkEnd {
  return { kind: 'unfinished', output, reason };
}

/** The agent's turn and the results, as the next request repeats them. */
function toolTurns(content: string, made: readonly Step[], turn: number): ChatMessage[] {
  const named = made.map((step, index) => ({ ...step, id: idOf(made, index, turn) }));
  const toolCalls = named.map(({ id, name, argumentsJson }) => ({
    id,
    name,
    // Providers refuse a conversation that holds broken arguments.
    argumentsJson: readArguments(argumentsJson) === null ? '{}' : argumentsJson.trim() || '{}',
  }));
  const results = named.map(({ id, reply }) => ({ role: 'tool' as const, toolCallId: id, content: reply.text }));
  return [{ role: 'assistant', content, toolCalls }, ...results];
}

/** The id the gateway gave, where it can tell the calls of a turn apart; else one of nine characters, as some insist on. */
function idOf(made: readonly Step[], index: number, turn: number): string {
  const id = made[index]?.id;
  const isUnique = id !== undefined && made.filter((each) => each.id === id).length === 1;
  return isUnique ? id : `call${String(turn * GOLDEN_MAX_TOOL_CALLS + index).padStart(5, '0')}`;
}

function bounded(step: Step): Step {
  const { name, argumentsJson } = step;
  return { ...step, name: name.slice(0, NAME_CHARS), argumentsJson: argumentsJson.slice(0, GOLDEN_ARGUMENTS_CHARS) };
}
