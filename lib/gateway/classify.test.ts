import { describe, expect, it } from 'vitest';
import { classifyResponse } from './classify.ts';
import type { ErrorDetails } from './error-body.ts';

const NOW = new Date('2026-03-01T02:00:00Z');

function classify(status: number, error: Partial<ErrorDetails> = {}, headers: Record<string, string> = {}) {
  const details = { message: 'no', type: '', param: '', code: '', ...error };
  return classifyResponse({ status, headers: new Headers(headers), error: details }, NOW);
}

describe('classifyResponse', () => {
  const json = { 'content-type': 'application/json' };
  it.each([
    [307, {}, {}, 'unmeasured', 'wrong_address'],
    [400, {}, {}, 'unmeasured', 'bad_request'],
    [400, { message: 'Invalid model name passed in model=x' }, {}, 'unmeasured', 'model_not_found'],
    [400, { message: 'litellm.ContextWindowExceededError: …' }, {}, 'unmeasured', 'context_window'],
    [400, { code: 'context_length_exceeded' }, {}, 'unmeasured', 'context_window'],
    [400, { message: 'litellm.ContentPolicyViolationError: …' }, {}, 'unmeasured', 'content_filter'],
    [400, { code: 'content_filter' }, {}, 'unmeasured', 'content_filter'],
    [400, { type: 'budget_exceeded' }, {}, 'unmeasured', 'budget_exhausted'],
    [401, {}, {}, 'unmeasured', 'unauthorised'],
    [403, {}, {}, 'unmeasured', 'unauthorised'],
    [404, { message: 'The model x does not exist' }, json, 'unmeasured', 'model_not_found'],
    [404, { param: 'model' }, json, 'unmeasured', 'model_not_found'],
    [404, { message: '<html>our best model of shoe</html>' }, {}, 'unmeasured', 'wrong_address'],
    [405, {}, {}, 'unmeasured', 'wrong_address'],
    [408, {}, {}, 'retry', 'timeout'],
    [409, {}, {}, 'retry', 'server_error'],
    [413, {}, {}, 'unmeasured', 'context_window'],
    [422, {}, {}, 'unmeasured', 'bad_request'],
    [425, {}, {}, 'retry', 'server_error'],
    [429, { code: '429' }, {}, 'retry', 'rate_limited'],
    [429, { code: 'insufficient_quota' }, {}, 'unmeasured', 'budget_exhausted'],
    [500, {}, {}, 'retry', 'server_error'],
    [503, { message: 'budget exceeded upstream' }, {}, 'retry', 'server_error'],
    [529, { message: 'Overloaded' }, {}, 'retry', 'server_error'],
  ] as const)('%i %o is %s, %s', (status, error, headers, kind, reason) => {
    expect(classify(status, error, headers)).toMatchObject({ kind, reason });
  });

  it.each([
    ['429 with seconds', { 'retry-after': '2' }, 2_000],
    ['429 with a fraction of a second', { 'retry-after': '0.25' }, 250],
    ['429 with milliseconds', { 'retry-after-ms': '1500', 'retry-after': '2' }, 1_500],
    ['a date by the server’s clock', { 'retry-after': at(30), date: at(0) }, 30_000],
    ['a date by our clock', { 'retry-after': NOW.toUTCString() }, 0],
    ['a date in the past', { 'retry-after': at(-60), date: at(0) }, 0],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
    ['a negative number', { 'retry-after': '-3' }, undefined],
  ])('honours Retry-After: %s', (_, headers: Record<string, string>, retryAfterMs) => {
    expect(classify(429, {}, headers)).toEqual({
      kind: 'retry',
      reason: 'rate_limited',
      detail: 'HTTP 429: no',
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  });

  it('gives up at once when asked to wait longer than a run can', () => {
    const result = classify(429, {}, { 'retry-after': '7200' });
    expect(result).toMatchObject({ kind: 'unmeasured', reason: 'rate_limited' });
    expect(result.detail).toContain('120 minutes');
  });
});

/** An HTTP date `seconds` from another moment than ours: the server's clock is wrong by a year. */
function at(seconds: number): string {
  return new Date(Date.parse('2027-03-01T02:00:00Z') + seconds * 1000).toUTCString();
}
