import http from 'node:http';
import https from 'node:https';
import { z } from 'zod';
import { deadlineOf } from '#lib/platform/deadline.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import type { OutboundGuard } from '#lib/platform/outbound.ts';
import { PROMETHEUS_MAX_ANSWER_BYTES, PROMETHEUS_MAX_SERIES, PROMETHEUS_TIMEOUT_MS } from '#lib/policy/thresholds.ts';

/** One series of an instant query. */
export interface Series {
  labels: Readonly<Record<string, string>>;
  value: number;
}

interface AskOptions {
  outbound: OutboundGuard;
  signal: AbortSignal;
  timeoutMs?: number;
}

const answerShape = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('vector'),
    result: z
      .array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }))
      .max(PROMETHEUS_MAX_SERIES),
  }),
});

/**
 * The present value of every series of a query (Prometheus HTTP API, `/api/v1/query`). Redirects are not followed.
 *
 * @param url Where Prometheus is, e.g. `https://prometheus.example/prometheus`
 * @throws TidemarkError `unavailable` where it does not answer as it should, within bounds of time, bytes and series.
 */
export async function askPrometheus(
  url: string,
  query: string,
  { outbound, signal, timeoutMs = PROMETHEUS_TIMEOUT_MS }: AskOptions,
): Promise<Series[]> {
  using deadline = deadlineOf(timeoutMs, signal);
  const address = new URL(`${url.replace(/\/+$/, '')}/api/v1/query?${new URLSearchParams({ query })}`);
  try {
    outbound.checkHost(address.hostname);
    const { status, text } = await get(address, outbound, deadline.signal);
    const answer = answerShape.safeParse(status === 200 ? JSON.parse(text) : null);
    if (!answer.success) throw new Error(`it answers with HTTP ${status}, and not with up to ${limitText()}`);
    return answer.data.data.result.map(({ metric, value: [, value] }) => ({ labels: metric, value: Number(value) }));
  } catch (error) {
    signal.throwIfAborted();
    const why = deadline.hasPassed() ? `it took longer than ${timeoutMs / 1000} s` : reasonOf(error);
    throw new TidemarkError(
      'unavailable',
      `Prometheus at ${address.origin} cannot be read: ${why.replace(/\.$/, '')}. Check its address in the settings of the cluster.`,
    );
  }
}

/** What is no JSON is not quoted. */
function reasonOf(error: unknown): string {
  return error instanceof SyntaxError ? 'its answer is no JSON' : messageOf(error);
}

function limitText(): string {
  return `${PROMETHEUS_MAX_SERIES} series of an instant query`;
}

function get(address: URL, outbound: OutboundGuard, signal: AbortSignal): Promise<{ status: number; text: string }> {
  const library = address.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const headers = { accept: 'application/json', 'user-agent': 'tidemark' };
    const request = library.get(address, { signal, lookup: outbound.lookup, headers, agent: false });
    request.once('error', reject);
    request.once('response', (message) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      message.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        const limit = PROMETHEUS_MAX_ANSWER_BYTES;
        if (bytes > limit) message.destroy(new Error(`its answer is larger than ${limit / 1e6} MB`));
      });
      message.once('error', reject);
      message.once('close', () => reject(new Error('its answer broke off')));
      message.once('end', () => {
        resolve({ status: message.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
  });
}
