/** Dialect of a gateway: a LiteLLM proxy, or anything that speaks OpenAI's chat completions. */
export type GatewayKind = 'litellm' | 'openai';

/** How to reach one gateway. `apiKey` is null where it asks for none. */
export interface GatewayConnection {
  kind: GatewayKind;
  baseUrl: string;
  apiKey: string | null;
}
