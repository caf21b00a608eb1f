import { MAX_RETRY_AFTER_MS } from '#lib/policy/thresholds.ts';
import type { ErrorDetails } from './error-body.ts';
import type { SampleResult, UnmeasuredReason } from './outcome.ts';
import { readRetryAfterMs } from './retry-after.ts';

type Failure = Exclude<SampleResult, { kind: 'measured' }>;

interface ErrorResponse {
  status: number;
  headers: Headers;
  error: ErrorDetails;
}

const CONTEXT_WINDOW = /context[_ -]?(window|length)|maximum context|prompt is too long|too many (input )?tokens/i;
const CONTENT_POLICY = /content[_ -]?(policy|filter|management)|responsible ?ai/i;
const BUDGET = /budget[_ ]?(has been )?exceeded|exceeded[^.]*budget|insufficient_quota|billing_(hard_)?limit/i;
const UNKNOWN_MODEL = /model_not_found|invalid model name|model .*(not found|does not exist)/i;

/**
 * Decides what an error response means: try again, or unmeasured for good.
 * Passing faults are 408, 409, 425, 429 and 5xx; a wait longer than `MAX_RETRY_AFTER_MS` is not worth holding a run for.
 */
export function classifyResponse({ status, headers, error }: ErrorResponse, now: Date): Failure {
  const detail = `HTTP ${status}: ${error.message}`;
  const reason = reasonOf(status, headers, error);
  if (!isPassing(status, reason)) return { kind: 'unmeasured', reason, detail };
  const retryAfterMs = readRetryAfterMs(headers, now);
  if (retryAfterMs === undefined) return { kind: 'retry', reason, detail };
  if (retryAfterMs <= MAX_RETRY_AFTER_MS) return { kind: 'retry', reason, detail, retryAfterMs };
  const asked = Math.ceil(retryAfterMs / 60_000);
  return { kind: 'unmeasured', reason, detail: `${detail} (asked to wait ${asked} minutes, too long for a run)` };
}

function isPassing(status: number, reason: UnmeasuredReason): boolean {
  if (reason === 'budget_exhausted') return false;
  return [408, 409, 425, 429].includes(status) || status >= 500;
}

function reasonOf(status: number, headers: Headers, error: ErrorDetails): UnmeasuredReason {
  const words = `${error.type} ${error.code} ${error.param} ${error.message}`;
  if (BUDGET.test(words) && status < 500) return 'budget_exhausted';
  if (status === 401 || status === 403) return 'unauthorised';
  if (status === 429) return 'rate_limited';
  if (status === 408) return 'timeout';
  if (status === 413) return 'context_window';
  if (status >= 500 || status === 409 || status === 425) return 'server_error';
  if (status < 400 || status === 405) return 'wrong_address';
  // LiteLLM answers 400 to an unknown model; a 404 that names no model comes from something that is no gateway.
  if (UNKNOWN_MODEL.test(words)) return 'model_not_found';
  if (status === 404) return saysModel(headers, error) ? 'model_not_found' : 'wrong_address';
  if (CONTEXT_WINDOW.test(words)) return 'context_window';
  if (CONTENT_POLICY.test(words)) return 'content_filter';
  return 'bad_request';
}

function saysModel(headers: Headers, error: ErrorDetails): boolean {
  return /json/.test(headers.get('content-type') ?? '') && /model/i.test(`${error.param} ${error.message}`);
}
