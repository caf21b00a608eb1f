import { z } from 'zod';
import { shortHash } from './random.ts';

const messageSchema = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.string().nullish(),
  tool_calls: z.array(z.object({ function: z.object({ name: z.string() }) })).nullish(),
});

/** The part of a chat completion request that the demo gateway reads. */
export const chatRequestSchema = z.object({
  model: z.string().min(1),
  messages: z.array(messageSchema).min(1),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  tools: z
    .array(z.object({ function: z.object({ name: z.string(), parameters: z.json().optional() }) }))
    .min(1)
    .nullish(),
  tool_choice: z.unknown().optional(),
  response_format: z.object({ type: z.string() }).nullish(),
  stream: z.boolean().nullish(),
  disable_fallbacks: z.boolean().nullish(),
});

export type ChatRequest = z.infer<typeof chatRequestSchema>;

interface Message {
  role: string;
  content?: string | null | undefined;
}

/** Names a conversation by its content; line endings and outer white space do not count. */
export function promptHash(messages: readonly Message[]): string {
  const plain = messages.map(({ role, content }) => [role, (content ?? '').replaceAll('\r\n', '\n').trim()]);
  return shortHash(JSON.stringify(plain));
}
