import { setImmediate as nextTick } from 'node:timers/promises';
import type { GatewayClient } from '#lib/gateway/client.ts';
import type { Evidence } from '#lib/gateway/evidence.ts';
import type { Answer, MadeToolCall, SampleResult } from '#lib/gateway/outcome.ts';
import type { GatewayRequest } from '#lib/gateway/request.ts';
import { invariant } from '#lib/platform/errors.ts';
import { createTraffic, type Traffic, type TrafficOptions } from './traffic.ts';

/** An answer as the gateway client gives it. */
export function says(output: string, over: Partial<Answer> = {}): SampleResult {
  const answer: Answer = {
    output,
    toolCalls: null,
    finishReason: 'stop',
    promptTokens: 10,
    completionTokens: 5,
    costUsd: 0.001,
    latencyMs: 100,
    evidence: {} as Evidence, // Nothing here reads it.
    ...over,
  };
  return { kind: 'measured', answer };
}

/** An answer that calls tools. */
export function calls(...made: [name: string, argumentsJson: string, id?: string][]): SampleResult {
  const toolCalls: MadeToolCall[] = made.map(([name, argumentsJson, id]) => ({
    name,
    argumentsJson,
    ...(id && { id }),
  }));
  return says('', { toolCalls, finishReason: 'tool_calls' });
}

/** A passing fault. */
export function fails(
  reason: 'server_error' | 'rate_limited' | 'timeout' = 'server_error',
  retryAfterMs?: number,
): SampleResult {
  return { kind: 'retry', reason, detail: `demo ${reason}`, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** A client that gives the results in their order, the last one again and again, and keeps what it was asked. */
export function scripted(...results: SampleResult[]): GatewayClient & { asked: GatewayRequest[] } {
  const asked: GatewayRequest[] = [];
  return {
    asked,
    ask: async (request, { signal }) => {
      asked.push(request);
      await nextTick();
      if (signal?.aborted) return { kind: 'unmeasured', reason: 'cancelled', detail: 'The run was cancelled.' };
      const result = results[Math.min(asked.length, results.length) - 1];
      invariant(result, 'there is a result');
      return result;
    },
  };
}

/** Traffic whose sleeps take no time, with what was slept for in milliseconds. */
export function fastTraffic(over: Partial<TrafficOptions> = {}): Traffic & { slept: number[]; now: () => number } {
  const slept: number[] = [];
  let now = 0;
  const traffic = createTraffic({
    budgetUsd: null,
    prices: () => null,
    random: () => 0,
    now: () => now,
    sleep: async (ms, signal) => {
      slept.push(ms);
      const until = now + ms;
      await nextTick();
      signal.throwIfAborted();
      now = Math.max(now, until);
    },
    ...over,
  });
  return { ...traffic, slept, now: () => now };
}
