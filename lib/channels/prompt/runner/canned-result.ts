import type { ToolCall } from '#lib/gateway/outcome.ts';
import { GOLDEN_ARGUMENTS_CHARS } from '#lib/policy/thresholds.ts';
import { excerpt } from '../assertions/excerpt.ts';
import { readJson } from '../assertions/read-json.ts';
import { isPartOf } from '../assertions/subset.ts';
import type { TaskTool } from '../task/input.ts';

/** What a tool answers to a call. */
export interface ToolReply {
  text: string;
  /** Why there was no canned result, in words: the text then says so to the model. Null where there was one. */
  fault: string | null;
}

/** Answers a tool call from the task's canned results: the first whose `when` is part of the call's arguments. */
export function answerToolCall(tools: readonly TaskTool[], { name, argumentsJson }: ToolCall): ToolReply {
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined) {
    const offered = tools.length === 0 ? 'There are none.' : `There are ${tools.map((each) => each.name).join(', ')}.`;
    return error(`There is no tool ${excerpt(name)}. ${offered}`);
  }
  if (argumentsJson.length > GOLDEN_ARGUMENTS_CHARS) {
    return error(`The arguments are longer than ${GOLDEN_ARGUMENTS_CHARS} characters.`);
  }
  const given = readArguments(argumentsJson);
  if (given === null) return error('The arguments are no JSON object.');
  const canned = tool.results.find(({ when }) => when === undefined || isPartOf(when, given));
  if (canned === undefined) return error(`${name} has no result for these arguments.`);
  const { result } = canned;
  return { text: typeof result === 'string' ? result : JSON.stringify(result), fault: null };
}

/** The arguments of a call; some models leave them out where there are none. Null where they are no JSON object. */
export function readArguments(argumentsJson: string): object | null {
  const json = readJson(argumentsJson.trim() === '' ? '{}' : argumentsJson);
  const isObject = 'value' in json && typeof json.value === 'object' && !Array.isArray(json.value);
  return isObject ? (json.value as object | null) : null;
}

function error(fault: string): ToolReply {
  return { text: JSON.stringify({ error: fault }), fault };
}
