import { z } from 'zod';

/** Longest message, attached file or canned result, in UTF-16 code units. */
const MAX_TEXT_CHARS = 100_000;

export const jsonObject = z.record(z.string(), z.json());

export const toolName = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, - or _');

const text = z.string().max(MAX_TEXT_CHARS);

const callId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, - or _');

const pastCall = z.strictObject({
  id: callId.describe('What the later tool turn names as toolCallId.'),
  name: toolName,
  arguments: jsonObject.default({}),
});

const message = z
  .discriminatedUnion('role', [
    z.strictObject({ role: z.literal('user'), content: text }),
    z.strictObject({
      role: z.literal('assistant'),
      content: text.default(''),
      toolCalls: z.array(pastCall).max(20).default([]),
    }),
    z.strictObject({ role: z.literal('tool'), toolCallId: callId, content: text }),
  ])
  .describe('One turn of the conversation so far. The system prompt comes from the agent and has no place here.');

const attachedFile = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,119}$/, 'must be a plain file name, without folders')
    .describe('Shown to the agent above the content.'),
  content: text,
});

const cannedResult = z.strictObject({
  when: jsonObject
    .optional()
    .describe('Arguments the call must have for this result, others may be there as well. Left out: any call.'),
  result: z.json().describe('What the tool answers; anything but text is sent as JSON.'),
});

const tool = z.strictObject({
  name: toolName,
  description: z.string().max(2000).default(''),
  parameters: jsonObject.describe('JSON Schema of the arguments.'),
  results: z
    .array(cannedResult)
    .min(1)
    .max(50)
    .describe('Canned results. The first whose "when" is part of the call\'s arguments is used.'),
});

/** What the agent is shown of a task besides its own system prompt. */
export const taskInput = z.strictObject({
  messages: z.array(message).min(1).max(50),
  files: z
    .array(attachedFile)
    .max(10)
    .default([])
    .describe('Shown to the agent as attached text of the first user message.'),
  tools: z.array(tool).max(20).default([]).describe('Tools of this task, with the results they give.'),
});

export type TaskInput = z.infer<typeof taskInput>;
export type TaskMessage = TaskInput['messages'][number];
export type TaskTool = TaskInput['tools'][number];
