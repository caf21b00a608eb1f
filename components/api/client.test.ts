import { describe, expect, test } from 'vitest';
import { callApi } from './client.ts';
import { ApiProblem } from './problem.ts';

/** A fetch that answers with `response` and remembers what was asked. */
function answering(response: Response) {
  const calls: { url: string; init: RequestInit }[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    calls.push({ url: String(url), init });
    return response;
  };
  return { fetch, calls };
}

describe('callApi', () => {
  test('fills in the path and leaves empty query values out', async () => {
    const { fetch, calls } = answering(Response.json({ items: [], nextCursor: null }));
    await callApi('listIncidents', { query: { q: 'a&b', status: 'all', severity: undefined, limit: 20 } }, { fetch });
    expect(calls[0]?.url).toBe('/api/v1/incidents?q=a%26b&status=all&limit=20');
    expect(calls[0]?.init).toMatchObject({ method: 'GET', credentials: 'same-origin', body: null });
  });

  test('marks the call as the console’s own and sends JSON', async () => {
    const { fetch, calls } = answering(Response.json({ id: 3 }, { status: 201 }));
    await callApi('commentIncident', { params: { incidentId: 7 }, body: { body: 'Looking.' } }, { fetch });
    expect(calls[0]?.url).toBe('/api/v1/incidents/7/comments');
    expect(calls[0]?.init.body).toBe('{"body":"Looking."}');
    expect(calls[0]?.init.headers).toMatchObject({
      'X-Requested-With': 'tidemark',
      'Content-Type': 'application/json',
    });
  });

  test('an answer without content is undefined', async () => {
    const { fetch } = answering(new Response(null, { status: 204 }));
    expect(await callApi('revokeToken', { params: { tokenId: 1 } }, { fetch })).toBeUndefined();
  });

  test('a problem document becomes an ApiProblem with its fields and its wait', async () => {
    const document = {
      type: 'urn:tidemark:problem:rate_limited',
      title: 'Too many attempts',
      status: 429,
      detail: 'Try again later.',
      code: 'rate_limited',
      issues: [{ path: 'email', message: 'again?' }],
    };
    const headers = { 'retry-after': '12' };
    const { fetch } = answering(Response.json(document, { status: 429, headers }));
    const error = await callApi('getMe', {}, { fetch }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ message: 'Try again later.', problem: document, retryAfterSeconds: 12 });
    expect(error instanceof ApiProblem && error.issueAt('email')).toBe('again?');
  });

  test('an answer of something else in between is told apart', async () => {
    const { fetch } = answering(new Response('<html>Bad gateway</html>', { status: 502 }));
    await expect(callApi('getMe', {}, { fetch })).rejects.toMatchObject({ problem: { status: 502, code: 'internal' } });
  });

  test('no answer says so; a call the page gave up stays an abort', async () => {
    const failed = new TypeError('fetch failed');
    const fetch = () => Promise.reject(failed);
    await expect(callApi('getMe', {}, { fetch })).rejects.toMatchObject({ problem: { code: 'unavailable' } });
    const signal = AbortSignal.abort();
    await expect(callApi('getMe', {}, { fetch, signal })).rejects.toBe(failed);
  });
});
