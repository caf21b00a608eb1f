import type { ChatRequest } from './chat-request.ts';
import { shortHash } from './random.ts';
import type { Speech } from './script/speak.ts';

const CHARS_PER_TOKEN = 4;

/** An OpenAI chat completion, as far as the demo gateway fills it. */
export interface Completion {
  id: string;
  object: 'chat.completion';
  created: number;
  model: string;
  system_fingerprint: string;
  choices: {
    index: number;
    finish_reason: string;
    message: {
      role: 'assistant';
      content: string | null;
      tool_calls?: { id: string; type: 'function'; function: { name: string; arguments: string } }[];
    };
  }[];
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
}

interface Facts {
  request: ChatRequest;
  speech: Speech;
  /** Names what served: another text, another fingerprint. */
  servedBy: string;
  callId: string;
  now: Date;
}

/** Wraps speech as a completion; text beyond the token limit is cut, at four characters a token. */
export function complete({ request, speech, servedBy, callId, now }: Facts): Completion {
  const limit = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY;
  const cut = countTokens(speech.text) > limit;
  const text = cut ? speech.text.slice(0, limit * CHARS_PER_TOKEN) : speech.text;
  const prompt_tokens = countTokens(JSON.stringify([request.messages, request.tools ?? []]));
  const completion_tokens = 1 + countTokens(text) + countTokens(speech.toolCall?.argumentsJson ?? '');
  return {
    id: `chatcmpl-demo-${callId}`,
    object: 'chat.completion',
    created: Math.floor(now.getTime() / 1000),
    // As a LiteLLM proxy does: the requested name, whatever served.
    model: request.model,
    system_fingerprint: `fp_demo_${shortHash(servedBy).slice(0, 8)}`,
    choices: [choice(speech, text, cut, callId)],
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  };
}

function choice({ toolCall }: Speech, text: string, cut: boolean, callId: string): Completion['choices'][number] {
  if (toolCall === null) {
    return { index: 0, finish_reason: cut ? 'length' : 'stop', message: { role: 'assistant', content: text } };
  }
  const call = { name: toolCall.name, arguments: toolCall.argumentsJson };
  const tool_calls = [{ id: `call_demo_${callId}`, type: 'function' as const, function: call }];
  return { index: 0, finish_reason: 'tool_calls', message: { role: 'assistant', content: null, tool_calls } };
}

function countTokens(text: string): number {
  return Math.ceil(text.length / CHARS_PER_TOKEN);
}
