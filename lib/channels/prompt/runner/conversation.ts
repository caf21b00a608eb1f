import type { ChatMessage, ToolDefinition } from '#lib/gateway/request.ts';
import type { TaskInput, TaskMessage, TaskTool } from '../task/input.ts';

/** What an agent is told at first: its own prompt, then the conversation of the task with the attached files. */
export function openingMessages(
  prompt: string,
  { messages, files }: Pick<TaskInput, 'messages' | 'files'>,
): ChatMessage[] {
  const attached = files.map(({ name, content }) => `\n\nAttached file ${name}:\n${fenceOf(content)}`).join('');
  const firstUser = messages.findIndex(({ role }) => role === 'user');
  const turns = messages.map((message, index) => {
    const turn = toChatMessage(message);
    return index === firstUser ? { ...turn, content: `${turn.content}${attached}` } : turn;
  });
  const alone: ChatMessage[] = firstUser < 0 && attached !== '' ? [{ role: 'user', content: attached.trim() }] : [];
  const system: ChatMessage[] = prompt === '' ? [] : [{ role: 'system', content: prompt }];
  return [...system, ...alone, ...turns];
}

/** The tools of a task as the chat completions API takes them. */
export function toolDefinitions(tools: readonly TaskTool[]): ToolDefinition[] {
  return tools.map(({ name, description, parameters }) => ({
    type: 'function',
    function: { name, description, parameters },
  }));
}

function toChatMessage(message: TaskMessage): ChatMessage {
  if (message.role !== 'assistant') return message;
  const toolCalls = message.toolCalls.map(({ id, name, arguments: given }) => ({
    id,
    name,
    argumentsJson: JSON.stringify(given),
  }));
  return { role: 'assistant', content: message.content, ...(toolCalls.length > 0 && { toolCalls }) };
}

/** A code block whose marks are longer than any the content holds. */
function fenceOf(content: string): string {
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}\n${content}${content.endsWith('\n') ? '' : '\n'}${marks}`;
}
