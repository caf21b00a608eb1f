import { shortHash } from './random.ts';

export const DEMO_VERSION = 'demo-1.0.0';
export const DEMO_API_BASE = 'https://demo-provider.invalid/v1';

const OVERHEAD_MS = 2.5;

interface ServedFacts {
  model: string;
  callId: string;
  costUsd: number;
  latencyMs: number;
}

/** The headers a LiteLLM proxy adds to an answer. */
export function litellmHeaders({ model, callId, costUsd, latencyMs }: ServedFacts): Record<string, string> {
  return {
    'x-litellm-call-id': `demo-${callId}`,
    'x-litellm-model-id': deploymentId(model),
    'x-litellm-model-group': model,
    'x-litellm-model-api-base': DEMO_API_BASE,
    'x-litellm-version': DEMO_VERSION,
    'x-litellm-response-cost': String(costUsd),
    'x-litellm-attempted-retries': '0',
    'x-litellm-attempted-fallbacks': '0',
    'x-litellm-response-duration-ms': String(latencyMs + OVERHEAD_MS),
    'x-litellm-overhead-duration-ms': String(OVERHEAD_MS),
    'llm_provider-server': 'demo-provider',
  };
}

/** A stable name of the deployment behind a model name. */
export function deploymentId(model: string): string {
  return `demo-${shortHash(model)}`;
}
