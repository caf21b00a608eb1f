import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { GatewayKind } from './kind.ts';
import type { ChatMessage, GatewayRequest, ResponseFormat } from './request.ts';

/** Fields only a LiteLLM proxy understands: answer with this model or not at all, and never from the response cache. */
const LITELLM_CANARY_FIELDS = { disable_fallbacks: true, cache: { 'no-cache': true } } as const;

type ChatBody = ChatCompletionCreateParamsNonStreaming & Partial<typeof LITELLM_CANARY_FIELDS>;

/** The JSON body of one chat completion request. */
export function buildBody(kind: GatewayKind, request: GatewayRequest): ChatBody {
  const { model, temperature, seed, maxTokens, tools = [], toolChoice, responseFormat = 'text' } = request;
  return {
    model,
    messages: request.messages.map(toMessageParam),
    ...(isSet(temperature) && { temperature }),
    ...(isSet(seed) && { seed }),
    ...(isSet(maxTokens) && { [maxTokensField(kind, model)]: maxTokens }),
    ...(tools.length > 0 && { tools: tools.map((tool) => ({ ...tool, function: { ...tool.function } })) }),
    ...(isSet(toolChoice) && { tool_choice: toolChoice }),
    ...(responseFormat !== 'text' && { response_format: toResponseFormat(responseFormat) }),
    ...(kind === 'litellm' && LITELLM_CANARY_FIELDS),
  };
}

function isSet<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}

/**
 * Whether a model is of OpenAI's reasoning families (o1 and later, gpt-5 and later): they insist on
 * `max_completion_tokens` and on the default temperature.
 */
export function isOpenAiReasoner(model: string): boolean {
  return /(^|\/)(o\d|gpt-([5-9]|\d{2,})(\D|$))/.test(model);
}

/** `max_tokens` is understood everywhere else. A LiteLLM proxy translates, so it always gets `max_tokens`. */
function maxTokensField(kind: GatewayKind, model: string): 'max_tokens' | 'max_completion_tokens' {
  return kind === 'openai' && isOpenAiReasoner(model) ? 'max_completion_tokens' : 'max_tokens';
}

function toMessageParam(message: ChatMessage): ChatCompletionMessageParam {
  switch (message.role) {
    case 'tool':
      return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
    case 'assistant':
      return toAssistantParam(message);
    default:
      return { role: message.role, content: message.content };
  }
}

function toAssistantParam({ content, toolCalls = [] }: Extract<ChatMessage, { role: 'assistant' }>) {
  if (toolCalls.length === 0) return { role: 'assistant' as const, content };
  const calls = toolCalls.map(({ id, name, argumentsJson }) => ({
    id,
    type: 'function' as const,
    function: { name, arguments: argumentsJson },
  }));
  // Some providers refuse an empty text beside tool calls.
  return { role: 'assistant' as const, content: content === '' ? null : content, tool_calls: calls };
}

function toResponseFormat(
  format: Exclude<ResponseFormat, 'text'>,
): ChatCompletionCreateParamsNonStreaming['response_format'] {
  if (format === 'json') return { type: 'json_object' };
  return { type: 'json_schema', json_schema: { name: format.name, schema: { ...format.schema }, strict: true } };
}
