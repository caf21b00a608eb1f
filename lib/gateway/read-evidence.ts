import type { Completion } from './completion.ts';
import type { Evidence } from './evidence.ts';

const PROVIDER_PREFIX = 'llm_provider-';
const PRIVATE_PROVIDER_HEADER = /cookie|authorization|api-key|organi[sz]ation|project|ratelimit/;
const MAX_PROVIDER_HEADERS = 40;
const MAX_HEADER_CHARS = 200;

/** Headers by which other gateways tell a response-cache hit; the value says `HIT` or `MISS`. */
const CACHE_STATUS_HEADERS = ['cf-aig-cache-status', 'helicone-cache', 'x-portkey-cache-status', 'x-cache-status'];

/** Collects what body and headers say about who answered. */
export function readEvidence(completion: Completion, headers: Headers): Evidence {
  return {
    model: completion.model ?? null,
    systemFingerprint: completion.system_fingerprint ?? null,
    responseId: completion.id ?? null,
    created: completion.created ?? null,
    requestId: readText(headers, 'x-litellm-call-id') ?? readText(headers, 'x-request-id'),
    gatewayVersion: readText(headers, 'x-litellm-version'),
    deploymentId: readText(headers, 'x-litellm-model-id'),
    modelGroup: readText(headers, 'x-litellm-model-group'),
    apiBase: withoutSecrets(readText(headers, 'x-litellm-model-api-base')),
    attemptedRetries: readCount(headers, 'x-litellm-attempted-retries'),
    attemptedFallbacks: readCount(headers, 'x-litellm-attempted-fallbacks'),
    responseDurationMs: readAmount(headers, 'x-litellm-response-duration-ms'),
    overheadDurationMs: readAmount(headers, 'x-litellm-overhead-duration-ms'),
    responseCostUsd: readAmount(headers, 'x-litellm-response-cost'),
    cacheHit: readCacheHit(headers),
    cachedPromptTokens: completion.usage?.prompt_tokens_details?.cached_tokens ?? null,
    provider: readProviderHeaders(headers),
  };
}

/**
 * A LiteLLM proxy sends `x-litellm-cache-key` on cache hits only and nothing on misses; an explicit statement by a
 * cache, where there is one, wins over that sign.
 */
function readCacheHit(headers: Headers): boolean | null {
  const stated = readText(headers, 'x-litellm-cache-hit')?.toLowerCase();
  if (stated === 'true' || stated === 'false') return stated === 'true';
  if (headers.has('x-litellm-cache-key')) return true;
  const statuses = CACHE_STATUS_HEADERS.map((name) => readText(headers, name)).filter((value) => value !== null);
  return statuses.length === 0 ? null : statuses.some((value) => /\bhit\b/i.test(value));
}

function readProviderHeaders(headers: Headers): Record<string, string> {
  const told = [...headers]
    .filter(([name]) => name.startsWith(PROVIDER_PREFIX) && !PRIVATE_PROVIDER_HEADER.test(name))
    .slice(0, MAX_PROVIDER_HEADERS);
  return Object.fromEntries(
    told.map(([name, value]) => [name.slice(PROVIDER_PREFIX.length), value.slice(0, MAX_HEADER_CHARS)]),
  );
}

function readText(headers: Headers, name: string): string | null {
  const value = headers.get(name)?.trim();
  return value === undefined || value === '' || value === 'None' ? null : value.slice(0, MAX_HEADER_CHARS);
}

function readAmount(headers: Headers, name: string): number | null {
  const value = Number(readText(headers, name) ?? Number.NaN);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

function readCount(headers: Headers, name: string): number | null {
  const value = readAmount(headers, name);
  return Number.isInteger(value) ? value : null;
}

function withoutSecrets(address: string | null): string | null {
  const url = URL.parse(address ?? '');
  return url === null ? null : `${url.origin}${url.pathname}`;
}
