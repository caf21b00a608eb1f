import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
  ChatCompletionToolChoiceOption,
} from 'openai/resources/chat/completions';
import { assertNever } from '#lib/platform/errors.ts';
import type { GatewayKind } from './kind.ts';
import type { ChatMessage, GatewayRequest, ResponseFormat, ToolChoice } from './request.ts';

/** Fields only a LiteLLM proxy understands: answer with this model or not at all, and never from the response cache. */
const LITELLM_CANARY_FIELDS = { disable_fallbacks: true, cache: { 'no-cache': true } } as const;

type ChatBody = ChatCompletionCreateParamsNonStreaming & Partial<typeof LITELLM_CANARY_FIELDS>;

/** The JSON body of one chat completion request. Fields that the request leaves out are not sent. */
export function buildBody(kind: GatewayKind, request: GatewayRequest): ChatBody {
  return {
    model: request.model,
    messages: request.messages.map(toMessageParam),
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...(request.seed !== undefined && { seed: request.seed }),
    ...(request.maxTokens !== undefined && { [maxTokensField(kind, request.model)]: request.maxTokens }),
    ...(request.tools !== undefined && {
      tools: request.tools.map((tool) => ({ type: 'function' as const, function: { ...tool } })),
    }),
    ...(request.toolChoice !== undefined && { tool_choice: toToolChoice(request.toolChoice) }),
    ...(request.responseFormat !== undefined && { response_format: toResponseFormat(request.responseFormat) }),
    ...(kind === 'litellm' && LITELLM_CANARY_FIELDS),
  };
}

/**
 * `max_tokens` is understood everywhere but by OpenAI's reasoning families (o1 and later, gpt-5 and later), which
 * insist on `max_completion_tokens`. A LiteLLM proxy translates, so it always gets `max_tokens`.
 */
function maxTokensField(kind: GatewayKind, model: string): 'max_tokens' | 'max_completion_tokens' {
  const insists = /(^|\/)(o\d|gpt-([5-9]|\d{2,})(\D|$))/.test(model);
  return kind === 'openai' && insists ? 'max_completion_tokens' : 'max_tokens';
}

function toMessageParam(message: ChatMessage): ChatCompletionMessageParam {
  if (message.role === 'tool') {
    return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
  }
  if (!('toolCalls' in message)) return { role: message.role, content: message.content };
  return {
    role: 'assistant',
    content: message.content,
    tool_calls: message.toolCalls.map(({ id, name, argumentsJson }) => ({
      id,
      type: 'function',
      function: { name, arguments: argumentsJson },
    })),
  };
}

function toToolChoice(choice: ToolChoice): ChatCompletionToolChoiceOption {
  return typeof choice === 'string' ? choice : { type: 'function', function: { name: choice.name } };
}

function toResponseFormat(format: ResponseFormat): ChatCompletionCreateParamsNonStreaming['response_format'] {
  switch (format) {
    case 'text':
      return { type: 'text' };
    case 'json':
      return { type: 'json_object' };
    default:
      return typeof format === 'object'
        ? { type: 'json_schema', json_schema: { name: format.name, schema: { ...format.schema }, strict: true } }
        : assertNever(format);
  }
}
