import { z } from 'zod';
import type { ToolCall } from '#lib/channels/model/types.ts';
import { flawsOf } from '#lib/yaml/describe.ts';

const text = z.string().nullish();
const count = z.int().nonnegative().nullish();
const argumentsOf = z.union([z.string(), z.record(z.string(), z.json())], { error: 'must be text or a mapping' });

/** A tool call as we store it, or as the chat completions API sends it. */
const toolCall = z.union(
  [
    z.object({ name: z.string(), arguments: argumentsOf.nullish() }),
    z.object({ function: z.object({ name: z.string(), arguments: argumentsOf.nullish() }) }),
  ],
  { error: 'must be a tool call {"name", "arguments"}' },
);

const lineSchema = z.object({
  prompt_id: z.string().min(1),
  output: text,
  prompt: z.union([z.string(), z.array(z.json())], { error: 'must be text or a list of messages' }).nullish(),
  rep: count,
  night: z.union([z.string().min(1), z.int()], { error: 'must be text or a whole number' }).nullish(),
  model: text,
  served_model: text,
  fingerprint: text,
  prompt_tokens: count,
  completion_tokens: count,
  latency_ms: z.number().nonnegative().nullish(),
  finish_reason: text,
  tool_calls: z.array(toolCall).nullish(),
  error: z.json().nullish(),
});

/** One recorded answer, or one call that gave none. Other fields of its line are ignored. */
export interface RecordedAnswer {
  /** Line of the file, from 1. */
  line: number;
  promptId: string;
  /** From 0; 0 where the line names none. */
  repetition: number;
  /** Null where the line names none. */
  night: string | number | null;
  model: string | null;
  /** Why there is no answer to compare; null where there is one. */
  unmeasured: string | null;
  output: string;
  toolCalls: readonly ToolCall[];
  finishReason: string | null;
  promptTokens: number | null;
  completionTokens: number | null;
  latencyMs: number | null;
  servedModel: string | null;
  fingerprint: string | null;
}

/** Reads one line of recorded answers; the reason says what is wrong with it. */
export function parseLine(textOfLine: string, line: number): RecordedAnswer | { reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(textOfLine);
  } catch {
    return { reason: `is not a line of JSON, found ${excerpt(textOfLine)}` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { reason: `must be a JSON object, found ${excerpt(textOfLine)}` };
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) {
    return {
      reason: flawsOf(parsed.error.issues, value, [])
        .map((flaw) => flaw.reason)
        .join('; '),
    };
  }
  const row = parsed.data;
  return {
    line,
    promptId: row.prompt_id,
    repetition: row.rep ?? 0,
    night: row.night ?? null,
    model: row.model ?? null,
    unmeasured: whyUnmeasured(row),
    output: row.output ?? '',
    toolCalls: (row.tool_calls ?? []).map(readToolCall),
    finishReason: row.finish_reason ?? null,
    promptTokens: row.prompt_tokens ?? null,
    completionTokens: row.completion_tokens ?? null,
    latencyMs: row.latency_ms ?? null,
    servedModel: row.served_model ?? null,
    fingerprint: row.fingerprint ?? null,
  };
}

function whyUnmeasured(row: z.infer<typeof lineSchema>): string | null {
  const { error, output, tool_calls: calls } = row;
  if (error !== null && error !== undefined && error !== false && error !== '') {
    return `error: ${excerpt(typeof error === 'string' ? error : JSON.stringify(error))}`;
  }
  if (row.finish_reason === 'content_filter') return 'stopped by a content filter';
  if ((calls ?? []).length > 0) return null;
  if (output === null || output === undefined) return 'no output';
  // An empty answer counts where nothing speaks against the model having said nothing.
  return output === '' && row.completion_tokens === 0 ? 'no output' : null;
}

function readToolCall(call: z.infer<typeof toolCall>): ToolCall {
  const { name, arguments: given } = 'function' in call ? call.function : call;
  return { name, arguments: typeof given === 'string' ? given : JSON.stringify(given ?? {}) };
}

function excerpt(text: string): string {
  const shown = JSON.stringify(text.trim());
  return shown.length <= 80 ? shown : `${shown.slice(0, 77)}…`;
}
