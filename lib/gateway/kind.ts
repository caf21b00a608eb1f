/** Dialects of a gateway: a LiteLLM proxy, or anything that speaks OpenAI's chat completions. */
export const GATEWAY_KINDS = ['litellm', 'openai'] as const;

export type GatewayKind = (typeof GATEWAY_KINDS)[number];

/** How to reach one gateway. `apiKey` is null where it asks for none. */
export interface GatewayConnection {
  kind: GatewayKind;
  baseUrl: string;
  apiKey: string | null;
}
