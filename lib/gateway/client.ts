import { APIError, OpenAI } from 'openai';
import { deadlineOf } from '#lib/platform/deadline.ts';
import { messageOf } from '#lib/platform/errors.ts';
import { MAX_OUTPUT_CHARS, MAX_RESPONSE_BYTES } from '#lib/policy/thresholds.ts';
import { judgeCompletion } from './answer.ts';
import { normaliseBaseUrl } from './base-url.ts';
import { buildBody } from './body.ts';
import { createCappedFetch, type Fetch, ResponseTooLargeError } from './capped-fetch.ts';
import { classifyResponse } from './classify.ts';
import { completionSchema } from './completion.ts';
import { describeConnectionFault, findCause, isRuntimeTimeout } from './connection-fault.ts';
import { readErrorDetails } from './error-body.ts';
import type { GatewayConnection } from './kind.ts';
import type { SampleResult } from './outcome.ts';
import { redactDetail } from './redact.ts';
import type { AskOptions, GatewayRequest } from './request.ts';

export interface GatewayClient {
  /** Makes exactly one HTTP attempt. Resolves whatever the gateway or the network does; never rejects for it. */
  ask(request: GatewayRequest, options: AskOptions): Promise<SampleResult>;
}

interface ClientOptions extends GatewayConnection {
  fetch?: Fetch | undefined;
  /** Milliseconds since 1970 from a clock that never goes back. */
  now?: () => number;
}

/**
 * Independent repetitions must not come from a response cache on the way. These headers ask the common gateways to
 * stay out (Cloudflare, Portkey, plain HTTP caches); the body, and so the prompt, stays the same for every repetition.
 */
const CACHE_BYPASS_HEADERS = {
  'cache-control': 'no-cache',
  'cf-aig-skip-cache': 'true',
  'x-portkey-cache-force-refresh': 'true',
};

const monotonicNow = (): number => performance.timeOrigin + performance.now();

/**
 * A client of one gateway. It keeps no state between calls, so one client may serve many endpoints at once.
 *
 * @throws TidemarkError `invalid_input` when the base URL does not fit.
 */
export function createGatewayClient(options: ClientOptions): GatewayClient {
  const { kind, apiKey, fetch = globalThis.fetch, now = monotonicNow } = options;
  const openai = new OpenAI({
    baseURL: normaliseBaseUrl(options.baseUrl),
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch: createCappedFetch(fetch, MAX_RESPONSE_BYTES),
    defaultHeaders: { ...CACHE_BYPASS_HEADERS, ...(apiKey === null && { authorization: null }) },
  });

  async function ask(request: GatewayRequest, { timeoutMs, signal }: AskOptions): Promise<SampleResult> {
    using deadline = deadlineOf(timeoutMs, signal);
    const startedAt = now();
    try {
      const { data, response } = await openai.chat.completions
        .create(buildBody(kind, request), { signal: deadline.signal, timeout: timeoutMs + 1_000 })
        .withResponse();
      return judgeBody(data, response.headers, now() - startedAt, new Date(now()));
    } catch (error) {
      if (signal?.aborted) return { kind: 'unmeasured', reason: 'cancelled', detail: 'The run was cancelled.' };
      if (deadline.hasPassed()) {
        return { kind: 'retry', reason: 'timeout', detail: `No complete answer within ${timeoutMs} ms.` };
      }
      return classifyError(error, new Date(now()));
    }
  }

  return {
    ask: async (request, askOptions) => redacted(await ask(request, askOptions), apiKey),
  };
}

function judgeBody(data: unknown, headers: Headers, elapsedMs: number, now: Date): SampleResult {
  const body = typeof data === 'string' ? parseJson(data) : data;
  const completion = completionSchema.safeParse(body);
  if (completion.success) return judgeCompletion(completion.data, headers, elapsedMs);
  // Some gateways report a failed provider inside a 200.
  if (typeof body === 'object' && body !== null && 'error' in body && body.error) {
    const error = readErrorDetails(body.error, 'the response holds an error');
    const code = Number(error.code);
    return classifyResponse({ status: code >= 400 && code <= 599 ? code : 502, headers, error }, now);
  }
  const start = typeof data === 'string' ? data.slice(0, 120) : JSON.stringify(data)?.slice(0, 120);
  return { kind: 'retry', reason: 'malformed', detail: `The response is no chat completion: ${start || 'empty body'}` };
}

function classifyError(error: unknown, now: Date): SampleResult {
  const tooLarge = findCause(error, ResponseTooLargeError);
  if (tooLarge !== undefined) {
    const detail = `${tooLarge.message}; reading stopped there. The start of the raw body is kept.`;
    const output = tooLarge.start.slice(0, MAX_OUTPUT_CHARS);
    return { kind: 'unmeasured', reason: 'too_large', detail, partial: { output } };
  }
  if (error instanceof APIError && error.status !== undefined && error.headers !== undefined) {
    const { status, headers } = error;
    const location = headers.get('location');
    const fallbackMessage = location === null ? error.message : `redirect to ${location}`;
    return classifyResponse({ status, headers, error: readErrorDetails(error.error, fallbackMessage) }, now);
  }
  if (error instanceof SyntaxError) {
    return { kind: 'retry', reason: 'malformed', detail: `The response is broken JSON: ${messageOf(error)}` };
  }
  if (isRuntimeTimeout(error)) {
    return { kind: 'retry', reason: 'timeout', detail: 'No sign of an answer for 5 minutes.' };
  }
  return { kind: 'retry', reason: 'unreachable', detail: `No answer: ${describeConnectionFault(error)}.` };
}

function redacted(result: SampleResult, apiKey: string | null): SampleResult {
  return result.kind === 'measured' ? result : { ...result, detail: redactDetail(result.detail, apiKey) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
