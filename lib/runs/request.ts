import type { GatewayRequest } from '#lib/gateway/request.ts';
import type { PromptSpec } from '#lib/suites/format.ts';

interface SamplingParameters {
  model: string;
  temperature: number;
  seed: number | null;
}

/** The question a prompt asks an endpoint. */
export function requestFor(prompt: PromptSpec, { model, temperature, seed }: SamplingParameters): GatewayRequest {
  const { messages, maxTokens, tools, toolChoice, responseFormat } = prompt;
  return { model, temperature, seed, messages, maxTokens, tools, toolChoice, responseFormat };
}
