import type { TaskMessage } from '../../task/input.ts';
import { isObject, readJson } from '../read-json.ts';
import { cut } from './cut.ts';

/** Messages of a task, from the end of the conversation, and their characters: a trace may hold a day's talk. */
const MOST_MESSAGES = 50;
const MOST_CHARS = 60_000;
const MOST_CHARS_EACH = 20_000;
const MOST_CALLS = 20;

interface RawCall {
  id: string;
  name: string;
  arguments: Record<string, unknown>;
}

interface RawMessage {
  role: 'user' | 'assistant' | 'tool';
  content: string;
  calls: RawCall[];
  /** Of a tool turn: the call it answers. */
  answers: string;
}

/**
 * The conversation that a trace's input holds: chat messages as OpenAI writes them, alone or in an object, else the
 * whole input as one message. The system prompt stays out, for it is what is being tested; so do calls without a result
 * and results without a call, and what the agent said last.
 *
 * @param input redacted
 */
export function messagesOf(input: string): TaskMessage[] {
  const value = readJson(input);
  const list = Array.isArray(value) ? value : isObject(value) ? value.messages : undefined;
  const raw = Array.isArray(list) ? latest(list.flatMap(readMessage)) : [];
  const messages = withoutLastAnswer(whole(raw));
  if (messages.some(({ role }) => role === 'user')) return messages;
  return [{ role: 'user', content: cut(questionOf(value, input), MOST_CHARS_EACH) }];
}

/** Whether an input asks nothing: empty, or JSON that holds no value. */
export function asksNothing(input: string): boolean {
  return /^(null|""|\{\s*\}|\[\s*\])?$/.test(input.trim());
}

/** The question within an input that is no conversation. */
function questionOf(value: unknown, input: string): string {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return input;
  const named = ['question', 'query', 'input', 'prompt', 'message'].map((name) => value[name]);
  return named.find((each) => typeof each === 'string' && each.trim() !== '')?.toString() ?? input;
}

function readMessage(value: unknown): RawMessage[] {
  if (!isObject(value)) return [];
  const role = value.role === 'human' ? 'user' : value.role;
  if (role !== 'user' && role !== 'assistant' && role !== 'tool') return [];
  const answers = typeof value.tool_call_id === 'string' ? value.tool_call_id : '';
  const calls = Array.isArray(value.tool_calls) ? value.tool_calls.flatMap(readCall).slice(0, MOST_CALLS) : [];
  return [{ role, content: cut(contentOf(value.content), MOST_CHARS_EACH), calls, answers }];
}

function contentOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) return content.map(partOf).join('\n');
  return content === undefined || content === null ? '' : JSON.stringify(content);
}

function partOf(part: unknown): string {
  if (typeof part === 'string') return part;
  if (isObject(part) && typeof part.text === 'string') return part.text;
  return isObject(part) ? `[${String(part.type ?? 'attachment')}]` : '';
}

function readCall(call: unknown): RawCall[] {
  if (!isObject(call) || typeof call.id !== 'string' || !isObject(call.function)) return [];
  const { name, arguments: given } = call.function;
  if (typeof name !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(name)) return [];
  const read = typeof given === 'string' ? readJson(given) : given;
  return [{ id: call.id, name, arguments: isObject(read) ? read : {} }];
}

/** The last messages that fit. */
function latest(all: readonly RawMessage[]): RawMessage[] {
  let chars = 0;
  const fits = (message: RawMessage): boolean => {
    chars += message.content.length + JSON.stringify(message.calls).length;
    return chars <= MOST_CHARS;
  };
  const last = all.slice(-MOST_MESSAGES);
  const beyond = last.findLastIndex((message) => !fits(message));
  return last.slice(beyond + 1);
}

/** Calls and results in pairs, by ids that a task file allows. */
function whole(all: readonly RawMessage[]): TaskMessage[] {
  const open = new Map<string, string>();
  let made = 0;
  return all.flatMap((message, index): TaskMessage[] => {
    const { role, content, calls, answers } = message;
    if (role === 'user') return content.trim() === '' ? [] : [{ role, content }];
    if (role === 'tool') {
      const toolCallId = open.get(answers);
      open.delete(answers);
      return toolCallId === undefined ? [] : [{ role, toolCallId, content }];
    }
    const later = new Set(answersUntilAsked(all.slice(index + 1), calls));
    const toolCalls = calls.flatMap(({ id, name, arguments: given }) => {
      if (!later.delete(id)) return [];
      made += 1;
      open.set(id, `call-${made}`);
      return [{ id: `call-${made}`, name, arguments: jsonOf(given) }];
    });
    return content === '' && toolCalls.length === 0 ? [] : [{ role, content, toolCalls }];
  });
}

/** Calls that are answered before the same id is used for another call. */
function answersUntilAsked(rest: readonly RawMessage[], calls: readonly RawCall[]): string[] {
  const ids = new Set(calls.map(({ id }) => id));
  const end = rest.findIndex((message) => message.calls.some(({ id }) => ids.has(id)));
  const within = end === -1 ? rest : rest.slice(0, end);
  return within.flatMap(({ role, answers }) => (role === 'tool' ? [answers] : []));
}

function withoutLastAnswer(messages: readonly TaskMessage[]): TaskMessage[] {
  return messages.slice(0, messages.findLastIndex(({ role }) => role !== 'assistant') + 1);
}

type JsonObject = Extract<TaskMessage, { role: 'assistant' }>['toolCalls'][number]['arguments'];

/** What came out of JSON is JSON; its type forgot. */
function jsonOf(value: Record<string, unknown>): JsonObject {
  return value as JsonObject;
}
