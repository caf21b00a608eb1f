export interface ToolDefinition {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Readonly<Record<string, unknown>>;
}

export type ChatMessage =
  | { role: 'system' | 'user' | 'assistant'; content: string }
  | {
      role: 'assistant';
      content: string | null;
      toolCalls: readonly { id: string; name: string; argumentsJson: string }[];
    }
  | { role: 'tool'; toolCallId: string; content: string };

export type ToolChoice = 'auto' | 'none' | 'required' | { name: string };

/** `json` is OpenAI's JSON mode; a schema asks for strict structured output. */
export type ResponseFormat = 'text' | 'json' | { name: string; schema: Readonly<Record<string, unknown>> };

/** One question to one model. Optional fields left out are not sent: the provider's default applies. */
export interface GatewayRequest {
  model: string;
  messages: readonly ChatMessage[];
  temperature?: number;
  seed?: number;
  /** Upper bound of tokens in the answer. */
  maxTokens?: number;
  tools?: readonly ToolDefinition[];
  toolChoice?: ToolChoice;
  responseFormat?: ResponseFormat;
}

/** How long one attempt may take, and what stops it early. */
export interface AskOptions {
  /** Milliseconds from the first byte sent to the last byte read. */
  timeoutMs: number;
  signal?: AbortSignal;
}
