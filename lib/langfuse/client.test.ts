import { afterEach, describe, expect, it } from 'vitest';
import type { DemoFault } from '#demo/langfuse/faults.ts';
import { makeProject } from '#demo/langfuse/project.ts';
import { type DemoLangfuse, type DemoLangfuseOptions, startDemoLangfuse } from '#demo/langfuse/server.ts';
import { invariant } from '#lib/platform/errors.ts';
import { likeliestFirst, openLangfuse } from './open.ts';
import { connectionTo, going, quickWorld, WEEK, WEEK_END } from './testing/world.ts';
import { GENERATIONS } from './types.ts';

let langfuse: DemoLangfuse | undefined;
afterEach(() => langfuse?.close());

async function setUp(options: Partial<DemoLangfuseOptions> = {}) {
  const project = makeProject({ traces: 3, now: WEEK_END });
  langfuse = await startDemoLangfuse({ project, ...options });
  const world = quickWorld();
  const open = (over = {}) => openLangfuse({ ...connectionTo(server()), ...over }, world, going);
  return { project, world, open, server: server() };
}

function server(): DemoLangfuse {
  invariant(langfuse, 'the stand-in runs');
  return langfuse;
}

describe.each(GENERATIONS)('%s', (generation) => {
  it('reads scores and traces into the same shape', async () => {
    const { open, project } = await setUp({ generation });
    const client = await open();
    const { scores, next } = await client.scores(WEEK, null, going);
    const [made] = project.scores;
    expect(next).toBeNull();
    expect(scores[0]).toEqual({ id: made?.id, traceId: made?.traceId, value: made?.value, comment: made?.comment });
    const result = await client.trace(scores[0]?.traceId ?? '', WEEK, going);
    invariant(result.kind === 'trace', 'the trace is there');
    const { url, at, input, output, model, costUsd, latencyMs, steps } = result.trace;
    const trace = project.traces.get(result.trace.id);
    expect(url).toBe(`${server().url}/project/demo-project/traces/${result.trace.id}`);
    expect({ at, model, latencyMs }).toEqual({
      at: trace?.at,
      model: 'demo-agent',
      latencyMs: Math.round((trace?.latencySeconds ?? 0) * 1000),
    });
    expect(costUsd).toBeCloseTo(trace?.costUsd ?? 0, 9);
    expect(JSON.parse(input)).toEqual(trace?.input);
    expect(JSON.parse(output)).toEqual(trace?.output);
    expect(steps.map(({ kind, name }) => ({ kind, name }))).toEqual([
      { kind: 'generation', name: 'answer' },
      { kind: 'tool', name: 'find_order' },
    ]);
  });

  it('leaves out a trace that is gone or too large', async () => {
    const { open, server, project } = await setUp({ generation });
    const client = await open();
    expect(await client.trace('gone', WEEK, going)).toMatchObject({ kind: 'skipped' });
    server.fault({ path: generation === 'v4' ? '/v2/observations' : '/traces', fault: { kind: 'huge', bytes: 5e6 } });
    const [traceId = ''] = project.traces.keys();
    expect(await client.trace(traceId, WEEK, going)).toEqual({
      kind: 'skipped',
      reason: 'the answer is larger than 4 MB',
    });
  });

  it('is found by its addresses where the version says otherwise or nothing', async () => {
    for (const version of ['3.112.0', '4.2.0', 'unknown']) {
      const { open } = await setUp({ generation, version });
      expect((await open()).generation).toBe(generation);
      await langfuse?.close();
    }
  });
});

it.each([
  ['3.112.0', 'v3'],
  ['v3.0.0', 'v3'],
  ['4.0.0', 'v4'],
  ['10.1.0', 'v4'],
  ['nightly', 'v4'],
])('takes %s for %s first', (version, generation) => {
  expect(likeliestFirst(version)[0]).toBe(generation);
});

it('waits as long as the server says, with every call, and goes on', async () => {
  const { open, world, server } = await setUp();
  const client = await open();
  const headers = { 'retry-after': '7' };
  server.fault({ path: '/v3/scores', times: 2, fault: { kind: 'status', status: 429, headers } });
  expect((await client.scores(WEEK, null, going)).scores).toHaveLength(3);
  expect(world.waited).toEqual([7000, 7000]);
});

it('reads the date of X-RateLimit-Reset where there is no Retry-After', async () => {
  const { open, world, server } = await setUp();
  const client = await open();
  const date = new Date('2026-05-10T12:00:00Z');
  const headers = { date: date.toUTCString(), 'x-ratelimit-reset': new Date(date.getTime() + 3000).toISOString() };
  server.fault({ path: '/v3/scores', times: 1, fault: { kind: 'status', status: 429, headers } });
  await client.scores(WEEK, null, going);
  expect(world.waited).toEqual([3000]);
});

const faults: [string, DemoFault['fault'], { code: string; message: string }][] = [
  ['401', { kind: 'status', status: 401 }, { code: 'misconfigured', message: 'HTTP 401' }],
  ['403', { kind: 'status', status: 403 }, { code: 'misconfigured', message: 'HTTP 403' }],
  ['400', { kind: 'status', status: 400 }, { code: 'misconfigured', message: 'HTTP 400' }],
  ['302', { kind: 'status', status: 302, headers: { location: '/' } }, { code: 'misconfigured', message: 'redirect' }],
  ['500', { kind: 'status', status: 500 }, { code: 'unavailable', message: 'HTTP 500' }],
  ['truncated JSON', { kind: 'truncated' }, { code: 'unavailable', message: 'no complete JSON' }],
  ['a page of a proxy', { kind: 'not-json' }, { code: 'unavailable', message: 'no complete JSON' }],
  ['5 MB', { kind: 'huge', bytes: 5e6 }, { code: 'unavailable', message: 'larger than 4 MB' }],
  ['a hang-up', { kind: 'hang-up' }, { code: 'unavailable', message: 'closed|reset' }],
  [
    'a long wait',
    { kind: 'status', status: 429, headers: { 'retry-after': '900' } },
    { code: 'rate_limited', message: '429' },
  ],
];

it.each(faults)('says what %s means', async (_name, fault, { code, message }) => {
  const { open, server } = await setUp();
  const client = await open();
  server.fault({ path: '/v3/scores', fault });
  await expect(client.scores(WEEK, null, going)).rejects.toMatchObject({
    name: 'TidemarkError',
    code,
    message: expect.stringMatching(message),
  });
});

it('gets over one bad answer', async () => {
  const { open, server } = await setUp();
  const client = await open();
  for (const fault of faults.map(([, fault]) => fault).filter(({ kind }) => ['truncated', 'hang-up'].includes(kind))) {
    server.fault({ path: '/v3/scores', times: 1, fault });
    expect((await client.scores(WEEK, null, going)).scores).toHaveLength(3);
    server.clearFaults();
  }
});

it('refuses wrong keys without telling them', async () => {
  const { open } = await setUp();
  const refused = open({ secretKey: 'sk-lf-very-secret' });
  await expect(refused).rejects.toMatchObject({ code: 'misconfigured' });
  await expect(refused).rejects.not.toThrow('very-secret');
});

it('stops when told to', async () => {
  const { open } = await setUp({ latencyMs: 50 });
  const client = await open();
  await expect(client.scores(WEEK, null, AbortSignal.timeout(10))).rejects.toMatchObject({ name: 'TimeoutError' });
});
