import { z } from 'zod';

const text = z.string().nullable();
const count = z.number().int().nonnegative().nullable();
const amount = z.number().nonnegative().nullable();

/**
 * What the gateway said about who answered. `null` means the gateway did not say: unknown, never "no".
 * Evidence, not proof: a LiteLLM proxy writes the requested name into `model` (since 1.81.7).
 */
export const evidenceSchema = z.object({
  /** `model` of the response body. */
  model: text,
  systemFingerprint: text,
  responseId: text,
  /** Seconds since 1970, by the serving side's clock. */
  created: count,
  /** Request id of the gateway (`x-litellm-call-id`) or else of the provider (`x-request-id`). */
  requestId: text,
  gatewayVersion: text,
  /** Deployment that served, among those behind the model name (`x-litellm-model-id`). */
  deploymentId: text,
  modelGroup: text,
  /** Provider address behind the gateway, without credentials or query. */
  apiBase: text,
  attemptedRetries: count,
  attemptedFallbacks: count,
  /** Time the gateway took, retries excluded, its own overhead included. */
  responseDurationMs: amount,
  overheadDurationMs: amount,
  responseCostUsd: amount,
  /** Whether a response cache answered; null where nothing in the chain speaks of a cache. */
  cacheHit: z.boolean().nullable(),
  /** Prompt tokens the provider read from its own prefix cache; does not make the answer a cached one. */
  cachedPromptTokens: count,
  /** `llm_provider-*` headers passed through, without the prefix; cookies, keys and quotas left out. */
  provider: z.record(z.string(), z.string()),
});

/** Served-model evidence, safe to store as JSON and to show. */
export type Evidence = z.infer<typeof evidenceSchema>;
