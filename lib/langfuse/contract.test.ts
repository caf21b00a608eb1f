import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject } from '#demo/langfuse/project.ts';
import { type DemoLangfuse, startDemoLangfuse } from '#demo/langfuse/server.ts';
import { invariant } from '#lib/platform/errors.ts';
import { openLangfuse } from './open.ts';
import { hasOpenApi, OPENAPI_FILE, openApiChecks } from './testing/openapi.ts';
import { connectionTo, going, quickWorld, WEEK, WEEK_END } from './testing/world.ts';
import { GENERATIONS } from './types.ts';

if (!hasOpenApi) console.warn(`Skipped: no description of the Langfuse API at ${OPENAPI_FILE}.`);

describe.skipIf(!hasOpenApi).each(GENERATIONS)('%s by the description of the API', (generation) => {
  let langfuse: DemoLangfuse;
  beforeAll(async () => {
    langfuse = await startDemoLangfuse({ project: makeProject({ traces: 130, now: WEEK_END }), generation });
  });
  afterAll(() => langfuse.close());

  it('asks only what is described, and the stand-in answers as described', async () => {
    const seen: { url: string; body: unknown }[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await globalThis.fetch(input, init);
      const { pathname, search } = new URL(String(input));
      seen.push({ url: `${pathname.replace('/api/public', '')}${search}`, body: await response.clone().json() });
      return response;
    };
    const client = await openLangfuse(connectionTo(langfuse), { ...quickWorld(), fetch }, going);
    expect(client.generation).toBe(generation);
    const first = await client.scores(WEEK, null, going);
    const second = await client.scores(WEEK, first.next, going);
    expect([first.scores.length, second.scores.length, second.next]).toEqual([100, 30, null]);
    const traceId = first.scores[0]?.traceId;
    invariant(typeof traceId === 'string', 'the first score is of a trace');
    await client.trace(traceId, WEEK, going);

    const { request, response } = openApiChecks();
    expect(seen.length).toBeGreaterThanOrEqual(5);
    for (const { url, body } of seen) {
      expect({ url, wrong: request(url) }).toEqual({ url, wrong: [] });
      expect({ url, wrong: response(url, body) }).toEqual({ url, wrong: [] });
    }
  });
});

describe.skipIf(!hasOpenApi)('the checks themselves', () => {
  it('see unknown parameters, wrong types and missing fields', () => {
    const { request, response } = openApiChecks();
    expect(request('/v3/scores?pages=2')).toEqual(['unknown parameter pages']);
    expect(request('/v3/scores?limit=many')).toEqual([expect.stringContaining('limit=many')]);
    expect(request('/v9/scores')).toEqual(['nothing at /v9/scores']);
    expect(response('/v3/scores', { data: [{ id: 'x' }], meta: { limit: 1 } })).not.toEqual([]);
    expect(response('/health', { version: '4.0.0' })).not.toEqual([]);
  });
});
