import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { nextDelayMs } from '#lib/gateway/backoff.ts';
import { createCappedFetch, type Fetch, ResponseTooLargeError } from '#lib/gateway/capped-fetch.ts';
import { describeConnectionFault, findCause } from '#lib/gateway/connection-fault.ts';
import type { Clock } from '#lib/platform/clock.ts';
import { deadlineOf } from '#lib/platform/deadline.ts';
import {
  LANGFUSE_ATTEMPTS,
  LANGFUSE_MAX_RESPONSE_BYTES,
  LANGFUSE_MAX_WAIT_MS,
  LANGFUSE_TIMEOUT_MS,
} from '#lib/policy/thresholds.ts';
import { FAULT_MEANING, type LangfuseFault, reasonOfStatus } from './faults.ts';
import { readWaitMs } from './read-wait.ts';
import type { LangfuseConnection } from './types.ts';

/** What a client touches outside itself. */
export interface LangfuseWorld {
  fetch?: Fetch;
  now: Clock;
  /** Uniform in [0, 1). */
  random: () => number;
  /** Waits; rejects when `signal` aborts. */
  wait?: (delayMs: number, signal: AbortSignal) => Promise<void>;
}

export type Got<Body> = { kind: 'body'; body: Body } | { kind: 'fault'; fault: LangfuseFault };

export type Query = Record<string, string | number | undefined>;

/**
 * Reads one address of the public API and checks the shape of what comes. Rejects only when `signal` aborts.
 *
 * @param path below `/api/public`
 */
export type Get = <Body>(path: string, query: Query, shape: z.ZodType<Body>, signal: AbortSignal) => Promise<Got<Body>>;

/**
 * The one way to call Langfuse: bounded in time and bytes, passing faults tried again, and while the server asks to wait
 * no call of this client is made.
 */
export function createGet(
  { baseUrl, publicKey, secretKey }: LangfuseConnection,
  { fetch = globalThis.fetch, now, random, wait = pause }: LangfuseWorld,
): Get {
  const cappedFetch = createCappedFetch(fetch, LANGFUSE_MAX_RESPONSE_BYTES);
  const authorization = `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString('base64')}`;
  const headers = { authorization, accept: 'application/json' };
  let freeAt = 0;

  async function once<Body>(url: string, shape: z.ZodType<Body>, signal: AbortSignal): Promise<Got<Body>> {
    using deadline = deadlineOf(LANGFUSE_TIMEOUT_MS, signal);
    try {
      const response = await cappedFetch(url, { headers, signal: deadline.signal });
      if (response.status !== 200) return refusal(response, now());
      return read(await response.text(), shape);
    } catch (error) {
      if (signal.aborted) throw error;
      return { kind: 'fault', fault: connectionFault(error, deadline.hasPassed()) };
    }
  }

  return async (path, query, shape, signal) => {
    const url = addressOf(baseUrl, path, query);
    for (let attempt = 1; ; attempt++) {
      const heldMs = freeAt - now().getTime();
      if (heldMs > LANGFUSE_MAX_WAIT_MS) return { kind: 'fault', fault: heldBack(heldMs) };
      if (heldMs > 0) await wait(heldMs, signal);
      const got = await once(url, shape, signal);
      if (got.kind === 'body' || !FAULT_MEANING[got.fault.reason].passing) return got;
      const delayMs = nextDelayMs({ attempt, retryAfterMs: got.fault.retryAfterMs, random });
      const isLimited = got.fault.reason === 'rate_limited';
      if (isLimited) freeAt = Math.max(freeAt, now().getTime() + delayMs);
      if (attempt >= LANGFUSE_ATTEMPTS) return got;
      if (!isLimited) await wait(Math.min(delayMs, LANGFUSE_MAX_WAIT_MS), signal);
    }
  };
}

/** What comes of a call that the server asked not to make. */
function heldBack(retryAfterMs: number): LangfuseFault {
  return { reason: 'rate_limited', detail: 'HTTP 429', retryAfterMs };
}

function addressOf(baseUrl: string, path: string, query: Query): string {
  const set = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  const search = new URLSearchParams(set).toString();
  return `${baseUrl}/api/public${path}${search === '' ? '' : `?${search}`}`;
}

function refusal({ status, headers }: Response, now: Date): Got<never> {
  const reason = reasonOfStatus(status);
  const detail =
    status >= 300 && status < 400 ? `HTTP ${status}, a redirect; use the address that it leads to` : `HTTP ${status}`;
  return { kind: 'fault', fault: { reason, detail, retryAfterMs: readWaitMs(headers, now) } };
}

function read<Body>(text: string, shape: z.ZodType<Body>): Got<Body> {
  const unreadable = (detail: string): Got<never> => ({ kind: 'fault', fault: { reason: 'unreadable', detail } });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unreadable('the answer is no complete JSON');
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return { kind: 'body', body: parsed.data };
  const [issue] = parsed.error.issues;
  return unreadable(`the answer has another shape than the API's (${issue?.path.join('.')}: ${issue?.message})`);
}

function connectionFault(error: unknown, timedOut: boolean): LangfuseFault {
  if (findCause(error, ResponseTooLargeError) !== undefined) {
    return { reason: 'too_large', detail: `the answer is larger than ${LANGFUSE_MAX_RESPONSE_BYTES / 1e6} MB` };
  }
  const detail = timedOut ? `no answer within ${LANGFUSE_TIMEOUT_MS / 1000} s` : describeConnectionFault(error);
  return { reason: 'unreachable', detail };
}

async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  await sleep(delayMs, undefined, { signal });
}
