import type { ChatRequest } from '../chat-request.ts';
import type { ScriptedPrompt, Utterance } from './format.ts';

const MAX_QUOTE_CHARS = 80;

/** An answer to a prompt that nobody scripted: in the asked form, open about being a demo. */
export function improvise(request: ChatRequest, changed: boolean): Pick<ScriptedPrompt, 'says' | 'sway'> {
  return { says: [improviseOne(request, changed)], sway: 0 };
}

function improviseOne(request: ChatRequest, changed: boolean): Utterance {
  const tool = request.tools?.[0]?.function;
  const answered = request.messages.at(-1)?.role === 'tool';
  if (!answered && tool !== undefined && request.tool_choice !== 'none') {
    return { tool: tool.name, arguments: exampleObject(tool.parameters) };
  }
  if (request.response_format && request.response_format.type !== 'text') {
    return changed ? '{"answer": "demo"}' : '{"answer": "demo", "confidence": 0.⟨9|8|7⟩}';
  }
  const quote = quoteOf(request);
  if (changed) return `Demo answer to “${quote}”.`;
  return (
    `⟨This is|Here is⟩ a demo answer to “${quote}”. ⟨No script covers this prompt|There is no script for this prompt⟩, ` +
    'so the demo model ⟨answers in general terms|keeps to general terms⟩: ⟨it depends on the details|the details decide⟩.'
  );
}

function quoteOf({ messages }: ChatRequest): string {
  const last = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const line = last.replace(/[\s⟨|⟩]+/g, ' ').trim();
  return line.length <= MAX_QUOTE_CHARS ? line : `${line.slice(0, MAX_QUOTE_CHARS - 1)}…`;
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The smallest value that fits a plain JSON Schema of an object with required properties. */
function exampleObject(schema: Json | undefined): Record<string, Json> {
  if (!isObject(schema) || !isObject(schema.properties)) return {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const wanted = Object.entries(schema.properties).filter(([name]) => required.includes(name));
  return Object.fromEntries(wanted.map(([name, property]) => [name, exampleValue(property)]));
}

function exampleValue(schema: Json | undefined): Json {
  if (!isObject(schema)) return null;
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  switch (schema.type) {
    case 'string':
      return 'demo';
    case 'number':
    case 'integer':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return [exampleValue(schema.items)];
    case 'object':
      return exampleObject(schema);
    default:
      return null;
  }
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
