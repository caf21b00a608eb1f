import { assertNever } from '#lib/platform/errors.ts';
import { RUBRIC_WEIGHT_TOLERANCE } from '#lib/policy/thresholds.ts';
import type { Flaw } from '#lib/yaml/describe.ts';
import { compilePath } from '../expressions/json-path.ts';
import { compileSchema } from '../expressions/json-schema.ts';
import { compileRegex } from '../expressions/regex.ts';
import type { Assertion } from './expectation.ts';
import type { GoldenTask } from './format.ts';
import type { TaskTool } from './input.ts';

type Path = readonly PropertyKey[];

/** What is wrong between the fields of a task whose fields are each right on their own. */
export function crossCheck(task: GoldenTask): Flaw[] {
  return [
    ...repeated(task.agents, ['agents'], (name) => `agent "${name}" is named twice`),
    ...checkMessages(task.input.messages),
    ...repeated(names(task.input.files), ['input', 'files'], (name) => `file "${name}" is attached twice`),
    ...checkTools(task.input.tools),
    ...checkExpectations(task),
    ...task.assertions.flatMap((assertion, index) => [...checkAssertion(assertion, ['assertions', index], task)]),
    ...checkRubric(task),
    ...checkBaselines(task),
  ];
}

function* checkMessages(messages: GoldenTask['input']['messages']): Generator<Flaw> {
  const open = new Map<string, Path>();
  for (const [index, message] of messages.entries()) {
    const path = ['input', 'messages', index];
    if (message.role === 'assistant') {
      if (message.content === '' && message.toolCalls.length === 0) {
        yield { path, reason: 'an assistant turn needs "content" or "toolCalls"' };
      }
      for (const [position, call] of message.toolCalls.entries()) open.set(call.id, [...path, 'toolCalls', position]);
    }
    if (message.role === 'tool' && !open.delete(message.toolCallId)) {
      yield { path: [...path, 'toolCallId'], reason: `no earlier turn calls a tool as "${message.toolCallId}"` };
    }
  }
  for (const [id, path] of open) yield { path, reason: `no "tool" turn answers the call "${id}"` };
  if (messages.at(-1)?.role === 'assistant') {
    yield {
      path: ['input', 'messages', messages.length - 1],
      reason: 'the last turn must come from the user or a tool: the agent answers it',
    };
  }
}

function* checkTools(tools: readonly TaskTool[]): Generator<Flaw> {
  const path = ['input', 'tools'];
  yield* repeated(names(tools), path, (name) => `tool "${name}" is declared twice`);
  for (const [index, { parameters, results }] of tools.entries()) {
    const place = [...path, index, 'parameters'];
    yield* checkSchema(parameters, place);
    if (parameters.type !== 'object') yield { path: place, reason: '"parameters" must say "type: object"' };
    const all = results.findIndex(({ when }) => when === undefined);
    if (all !== -1 && all < results.length - 1) {
      const reason = 'is never used: the result before it fits every call. Put the one without "when" last';
      yield { path: [...path, index, 'results', all + 1], reason };
    }
  }
}

function* checkExpectations({ expect, assertions, rubric }: GoldenTask): Generator<Flaw> {
  const { schema, text } = expect;
  if (schema === undefined && Object.keys(text ?? {}).length === 0 && assertions.length === 0 && !rubric) {
    yield { path: [], reason: 'checks nothing, so every answer would pass: give "expect", "assertions" or a "rubric"' };
  }
  if (schema !== undefined) yield* checkSchema(schema, ['expect', 'schema']);
  if (text !== undefined) yield* checkBounds(text, ['expect', 'text']);
}

function* checkAssertion(assertion: Assertion, path: Path, { input }: GoldenTask): Generator<Flaw> {
  switch (assertion.kind) {
    case 'regex': {
      const compiled = compileRegex(assertion.pattern, assertion.flags);
      if ('reason' in compiled) yield { path: [...path, 'pattern'], reason: `"pattern" ${compiled.reason}` };
      return;
    }
    case 'json-schema':
      yield* checkSchema(assertion.schema, [...path, 'schema']);
      return;
    case 'json-path': {
      const compiled = compilePath(assertion.path);
      if ('reason' in compiled) yield { path: [...path, 'path'], reason: `"path" ${compiled.reason}` };
      return;
    }
    case 'tool-call':
      if (!names(input.tools).includes(assertion.name)) {
        const reason = `asks about calls of "${assertion.name}", which "input.tools" does not declare`;
        yield { path: [...path, 'name'], reason };
      }
      return;
    case 'length':
      if (assertion.minCharacters === undefined && assertion.maxCharacters === undefined) {
        yield { path, reason: 'needs "minCharacters" or "maxCharacters"' };
      }
      yield* checkBounds(assertion, path);
      return;
    case 'equals':
    case 'contains':
    case 'not-contains':
    case 'rubric':
      return;
    default:
      assertNever(assertion);
  }
}

function* checkRubric({ rubric }: GoldenTask): Generator<Flaw> {
  if (rubric === undefined) return;
  const path = ['rubric', 'items'];
  yield* repeated(
    rubric.items.map(({ id }) => id),
    path,
    (id) => `item "${id}" stands twice`,
  );
  const sum = rubric.items.reduce((total, { weight }) => total + weight, 0);
  if (Math.abs(sum - 1) > RUBRIC_WEIGHT_TOLERANCE) {
    yield { path, reason: `the weights of the items must add up to 1; they add up to ${Number(sum.toFixed(4))}` };
  }
}

function* checkBaselines({ agents, baselines }: GoldenTask): Generator<Flaw> {
  const path = ['baselines'];
  const owners = baselines.map(({ agent, model }) => `${agent} × ${model}`);
  yield* repeated(owners, path, (owner) => `the baseline of ${owner} stands twice`);
  for (const [index, { agent, passes, runs }] of baselines.entries()) {
    if (passes > runs) yield { path: [...path, index, 'passes'], reason: `${passes} passes of ${runs} runs` };
    if (!agents.includes(agent)) {
      yield { path: [...path, index, 'agent'], reason: `"${agent}" is none of the task's "agents"` };
    }
  }
}

function* checkSchema(schema: Record<string, unknown>, path: Path): Generator<Flaw> {
  const compiled = compileSchema(schema);
  if ('reason' in compiled) yield { path, reason: `"${String(path.at(-1))}" ${compiled.reason}` };
}

function* checkBounds(
  { minCharacters = 0, maxCharacters = Number.POSITIVE_INFINITY }: { minCharacters?: number; maxCharacters?: number },
  path: Path,
): Generator<Flaw> {
  if (minCharacters > maxCharacters) {
    yield { path: [...path, 'minCharacters'], reason: '"minCharacters" is larger than "maxCharacters"' };
  }
}

function* repeated(values: readonly string[], path: Path, reason: (value: string) => string): Generator<Flaw> {
  const seen = new Set<string>();
  for (const [index, value] of values.entries()) {
    if (seen.has(value)) yield { path: [...path, index], reason: reason(value) };
    seen.add(value);
  }
}

function names(list: readonly { name: string }[]): string[] {
  return list.map(({ name }) => name);
}
