import type { ChatRequest } from '../chat-request.ts';
import type { Utterance } from '../script/format.ts';
import type { Condition, Manner } from './format.ts';
import type { AgentScript } from './load.ts';

/**
 * What the demo agent does next in a conversation of the sample suite. It goes by its system prompt: a rule that the
 * prompt does not state is not kept. Null in other conversations.
 */
export function act(request: ChatRequest, scripts: readonly AgentScript[]): Utterance | null {
  const last = request.messages.findLastIndex(({ role }) => role === 'user');
  const asked = request.messages[last]?.content ?? '';
  const script = scripts.find((each) => asked.includes(each.asked));
  if (script === undefined) return null;
  const prompt = promptOf(request);
  const called = request.messages
    .slice(last + 1)
    .flatMap(({ tool_calls }) => (tool_calls ?? []).map((call) => call.function.name));
  const offered = (request.tools ?? []).map((tool) => tool.function.name);
  for (const { needs, says } of script.steps) {
    if (!needs.every((condition) => holds(prompt, condition))) continue;
    if (typeof says === 'string') return script.manners.reduce((text, manner) => wrap(text, manner, prompt), says);
    if (offered.includes(says.tool) && !called.includes(says.tool)) return says;
  }
  return null;
}

function promptOf({ messages }: ChatRequest): string {
  return messages
    .filter(({ role }) => role === 'system' || role === 'developer')
    .map(({ content }) => content ?? '')
    .join('\n');
}

function holds(prompt: string, condition: Condition): boolean {
  if (typeof condition === 'string') return new RegExp(condition, 'i').test(prompt);
  const found = new RegExp(condition.matches, 'i').exec(prompt)?.[1];
  return found !== undefined && Number(found) < condition.below;
}

function wrap(text: string, { needs, unless, wraps }: Manner, prompt: string): string {
  if (unless !== undefined && new RegExp(unless, 'i').test(prompt)) return text;
  const found = needs === undefined ? null : new RegExp(needs, 'i').exec(prompt);
  if (needs !== undefined && found === null) return text;
  return wraps.replaceAll('{1}', () => found?.[1] ?? '').replaceAll('{answer}', () => text);
}
