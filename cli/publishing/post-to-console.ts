import { z } from 'zod';
import type { GoldenReportBody } from '#lib/contract/golden/report.ts';
import { API_PATHS, API_ROOT } from '#lib/contract/paths.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatDurationMs } from '#lib/format/numbers.ts';
import { createCappedFetch } from '#lib/gateway/capped-fetch.ts';
import { describeConnectionFault } from '#lib/gateway/connection-fault.ts';
import { redactDetail } from '#lib/gateway/redact.ts';
import { readRetryAfterMs } from '#lib/gateway/retry-after.ts';
import { type ErrorCode, TidemarkError } from '#lib/platform/errors.ts';
import type { World } from '../world.ts';
import type { ConsoleAccess } from './destinations.ts';

/** How long a console may take to store a report, in milliseconds: a pipeline must not wait for one that hangs. */
const TIMEOUT_MS = 10_000;

/** Largest answer read, in bytes; the summary of a run has about one thousand. */
const MAX_ANSWER_BYTES = 1_000_000;

const stored = z.object({ id: z.int().positive() });
const refusal = z.object({ detail: z.string() });

/**
 * Posts a report to a console. Posting the same id again stores nothing more.
 *
 * @returns Address of the run in the console.
 * @throws TidemarkError `unauthenticated`, `forbidden`, `invalid_input`, `misconfigured` (no console at the address),
 *   `rate_limited` or `unavailable`; no message holds the token.
 */
export async function postToConsole(
  { url, token }: ConsoleAccess,
  body: GoldenReportBody,
  { fetch, now }: Pick<World, 'fetch' | 'now'>,
): Promise<string> {
  const [method, path] = API_PATHS.postGoldenReport;
  const send = createCappedFetch(fetch, MAX_ANSWER_BYTES);
  const response = await send(`${url}${API_ROOT}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'TimeoutError') {
      const told = `The console at ${url} did not answer within ${formatDurationMs(TIMEOUT_MS)}.`;
      throw new TidemarkError('unavailable', told, { cause });
    }
    const fault = redactDetail(describeConnectionFault(cause), token);
    throw new TidemarkError('unavailable', `The console at ${url} cannot be reached: ${fault}.`, { cause });
  });
  const answer = parsed(await response.text());
  const run = response.ok ? stored.safeParse(answer) : null;
  if (run?.success) return `${url}${routes.goldenRun(run.data.id)}`;
  throw fault(response, answer, { url, token, now: now() });
}

function fault(
  { status, headers }: Response,
  answer: unknown,
  { url, token, now }: ConsoleAccess & { now: Date },
): TidemarkError {
  const told = refusal.safeParse(answer);
  const detail = told.success ? ` ${redactDetail(told.data.detail, token)}` : '';
  const code = codeOf(status, told.success);
  const retryAfterMs = readRetryAfterMs(headers, now);
  const mayRetry = code === 'rate_limited' || code === 'unavailable';
  return new TidemarkError(
    code,
    `The console at ${url} ${ADVICE[code] ?? 'refused the report.'} (HTTP ${status})${detail}`,
    mayRetry && retryAfterMs !== undefined ? { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) } : {},
  );
}

const ADVICE: Partial<Record<ErrorCode, string>> = {
  unauthenticated: 'does not know the token, or it has expired. Make one in its settings.',
  forbidden: 'does not let this token post reports. It needs the scope golden.report.',
  misconfigured: 'is no Tidemark console that takes reports. Check the address.',
  rate_limited: 'takes no more requests for now.',
  unavailable: 'failed.',
};

function codeOf(status: number, isProblem: boolean): ErrorCode {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rate_limited';
  if (status >= 500) return 'unavailable';
  // Another server answers without a problem document, or with a page of its own.
  return isProblem && status !== 404 ? 'invalid_input' : 'misconfigured';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
