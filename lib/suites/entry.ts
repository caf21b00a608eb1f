import { z } from 'zod';
import type { Flaw } from '../yaml/describe.ts';
import {
  category,
  DEFAULT_MAX_TOKENS,
  expectation,
  MAX_TOKENS,
  type Message,
  message,
  type PromptSpec,
  promptId,
  promptSpec,
  responseFormat,
  stratum,
  suiteKey,
  toolChoice,
} from './format.ts';

/** A prompt as written in YAML: snake_case, with shorthands and defaults. */
export const promptEntry = z.strictObject({
  id: promptId,
  category,
  stratum,
  why: promptSpec.shape.why,
  /** Shorthand for one user message. */
  prompt: message.shape.content.optional(),
  messages: promptSpec.shape.messages.optional(),
  tools: promptSpec.shape.tools.default([]),
  tool_choice: toolChoice.optional(),
  response_format: responseFormat.default('text'),
  max_tokens: promptSpec.shape.maxTokens.optional(),
  expect: expectation,
});

/** A suite file without its prompts. `title` and `description` stand in one file of the suite. */
export const suiteHead = z.strictObject({
  suite: suiteKey,
  title: z.string().trim().min(1).max(120).optional(),
  description: z.string().trim().max(2000).optional(),
  prompts: z.array(z.unknown()).min(1),
});

export type PromptEntry = z.infer<typeof promptEntry>;
export type SuiteHead = z.infer<typeof suiteHead>;

/** The specification an entry stands for, with shorthands and defaults written out. */
export function specOf(entry: PromptEntry): PromptSpec {
  return {
    id: entry.id,
    category: entry.category,
    stratum: entry.stratum,
    why: entry.why,
    messages: messagesOf(entry),
    tools: entry.tools,
    toolChoice: entry.tool_choice ?? null,
    responseFormat: entry.response_format,
    maxTokens: entry.max_tokens ?? DEFAULT_MAX_TOKENS[entry.stratum],
    expect: entry.expect,
  };
}

/** What is wrong between the fields of an entry whose fields are each right on their own. */
export function crossCheck(entry: PromptEntry): Flaw[] {
  return [...checkMessages(entry), ...checkLength(entry), ...checkTools(entry), ...checkExpectation(entry)];
}

function messagesOf(entry: PromptEntry): Message[] {
  return entry.messages ?? [{ role: 'user', content: entry.prompt ?? '' }];
}

function* checkMessages(entry: PromptEntry): Generator<Flaw> {
  if ((entry.prompt === undefined) === (entry.messages === undefined)) {
    yield { path: [], key: 'prompt', reason: 'needs either "prompt" (text) or "messages" (a list), not both' };
    return;
  }
  if (messagesOf(entry).at(-1)?.role !== 'user') {
    yield { path: ['messages'], reason: 'the last of "messages" must come from the user' };
  }
  const mentionsJson = messagesOf(entry).some(({ content }) => /json/i.test(content));
  if (entry.response_format === 'json' && !mentionsJson) {
    yield {
      path: ['response_format'],
      reason:
        'with "response_format: json" a message must ask for JSON by that word; providers refuse the call otherwise',
    };
  }
}

function* checkLength(entry: PromptEntry): Generator<Flaw> {
  const limit = MAX_TOKENS[entry.stratum];
  if (entry.max_tokens !== undefined && entry.max_tokens > limit) {
    yield {
      path: ['max_tokens'],
      reason: `"max_tokens" of a ${entry.stratum} prompt is at most ${limit}; found ${entry.max_tokens}`,
    };
  }
}

function* checkTools(entry: PromptEntry): Generator<Flaw> {
  const names = entry.tools.map((tool) => tool.function.name);
  const repeated = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (repeated !== -1) yield { path: ['tools', repeated], reason: `tool "${names[repeated]}" is declared twice` };
  if (entry.category === 'tool-use' && names.length === 0) {
    yield { path: ['category'], reason: 'a tool-use prompt must declare "tools"' };
  }
  const choice = entry.tool_choice;
  if (choice !== undefined && names.length === 0)
    yield { path: ['tool_choice'], reason: '"tool_choice" needs "tools"' };
  if (typeof choice === 'object' && !names.includes(choice.function.name)) {
    yield {
      path: ['tool_choice'],
      reason: `"tool_choice" names "${choice.function.name}", which "tools" does not declare`,
    };
  }
}

function* checkExpectation({ expect, tools }: PromptEntry): Generator<Flaw> {
  if (expect.kind === 'one-of') {
    if (new Set(expect.answers).size < expect.answers.length) {
      yield { path: ['expect', 'answers'], reason: '"answers" holds the same answer twice' };
    }
    if (expect.correct !== undefined && !expect.answers.includes(expect.correct)) {
      yield { path: ['expect', 'correct'], reason: '"correct" must be one of "answers"' };
    }
  }
  if (expect.kind === 'tool-call' && !tools.some((each) => each.function.name === expect.name)) {
    yield { path: ['expect', 'name'], reason: `expects a call of "${expect.name}", which "tools" does not declare` };
  }
}
