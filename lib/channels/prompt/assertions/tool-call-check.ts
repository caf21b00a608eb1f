import type { ToolCall } from '#lib/gateway/outcome.ts';
import type { Assertion } from '../task/expectation.ts';
import { excerpt } from './excerpt.ts';
import { jsonExcerpt, readJson } from './read-json.ts';
import { isPartOf } from './subset.ts';

type ToolCallAssertion = Extract<Assertion, { kind: 'tool-call' }>;

/** Calls told in a sentence. */
const MOST_TOLD = 5;

/**
 * What is wrong with the calls of a task by one assertion, in words; null where nothing is. Where arguments are named,
 * only calls that hold them count, beside others they may have.
 */
export function calledAsAsked(assertion: ToolCallAssertion, toolCalls: readonly ToolCall[]): string | null {
  const { name, count } = assertion;
  const found = toolCalls.filter((call) => call.name === name && hasArguments(call, assertion.arguments)).length;
  if (count === undefined ? found > 0 : found === count) return null;
  const wanted = assertion.arguments === undefined ? name : `${name} with ${jsonExcerpt(assertion.arguments)}`;
  return `${wanted} ${calledBut(found, count)}. ${madeCalls(toolCalls)}`;
}

function calledBut(found: number, count: number | undefined): string {
  if (count === 0) return `was called ${times(found)}, but must not be called`;
  if (found === 0) return 'was never called';
  return `was called ${times(found)}, not ${times(count ?? 1)}`;
}

function hasArguments({ argumentsJson }: ToolCall, wanted: ToolCallAssertion['arguments']): boolean {
  if (wanted === undefined) return true;
  const given = readJson(argumentsJson);
  return 'value' in given && isPartOf(wanted, given.value);
}

function madeCalls(toolCalls: readonly ToolCall[]): string {
  if (toolCalls.length === 0) return 'No tool was called.';
  const told = toolCalls.slice(0, MOST_TOLD).map(({ name, argumentsJson }) => excerpt(`${name}(${argumentsJson})`));
  const more = toolCalls.length - told.length;
  return `Called were ${told.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
