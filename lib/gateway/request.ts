/** A function tool in the form of the chat completions API; `parameters` is a JSON Schema. */
export interface ToolDefinition {
  type: 'function';
  function: { name: string; description: string; parameters: Readonly<Record<string, unknown>> };
}

/** A tool call in an earlier turn of the conversation; the tool's own turn answers to its id. */
export interface PastToolCall {
  id: string;
  name: string;
  /** Valid JSON: providers refuse a conversation that holds anything else. */
  argumentsJson: string;
}

export type ChatMessage =
  | { role: 'system' | 'user'; content: string }
  | { role: 'assistant'; content: string; toolCalls?: readonly PastToolCall[] }
  | { role: 'tool'; toolCallId: string; content: string };

export type ToolChoice = 'auto' | 'none' | 'required' | { type: 'function'; function: { name: string } };

/** `json` is OpenAI's JSON mode; a schema asks for strict structured output. */
export type ResponseFormat = 'text' | 'json' | { name: string; schema: Readonly<Record<string, unknown>> };

/**
 * One question to one model. What is left out, null or empty is not sent: the provider's default applies.
 * Messages, tools, tool choice and format fit a suite's `PromptSpec` as they stand.
 */
export interface GatewayRequest {
  model: string;
  messages: readonly ChatMessage[];
  temperature?: number | null;
  seed?: number | null;
  /** Upper bound of tokens in the answer. */
  maxTokens?: number | null;
  tools?: readonly ToolDefinition[];
  toolChoice?: ToolChoice | null;
  responseFormat?: ResponseFormat;
}

/** How long one attempt may take, and what stops it early. */
export interface AskOptions {
  /** Milliseconds from the first byte sent to the last byte read. */
  timeoutMs: number;
  signal?: AbortSignal;
}
