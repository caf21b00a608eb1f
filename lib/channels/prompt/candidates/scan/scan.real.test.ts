import { beforeAll, describe, expect, it } from 'vitest';
import { makeProject } from '#demo/langfuse/project.ts';
import { WEEK_END } from '#lib/langfuse/testing/world.ts';
import { GENERATIONS } from '#lib/langfuse/types.ts';
import { adoptEnvironment } from '#lib/platform/env.ts';
import { SCAN_ATTEMPTS } from '#lib/policy/thresholds.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { checkDraft } from '../draft.ts';
import { cancelScan } from './cancel.ts';
import { scansOn } from './testing.ts';

const database = testDatabase();
const { ctx, langfuse, source, start, run, row, candidates, jobs } = scansOn(database);

beforeAll(() => adoptEnvironment({ TIDEMARK_ENCRYPTION_KEY: '07'.repeat(32) }));

describe.each(GENERATIONS)('a scan of %s', (generation) => {
  it('proposes every low-scored trace, redacted, with a draft that is valid', async () => {
    const server = await langfuse(230, { generation });
    const { id: sourceId } = await source(server);
    const { id } = await start(sourceId);
    await run(id);
    expect(await row(id)).toMatchObject({
      status: 'finished',
      scoresSeen: 230,
      added: 230,
      duplicates: 0,
      skipped: 0,
      error: null,
      finishedAt: expect.any(Date),
    });
    const found = await candidates(sourceId);
    expect(found).toHaveLength(230);
    for (const { draft, score } of found) {
      expect(checkDraft(draft).problems).toEqual([]);
      expect(score).toBeLessThanOrEqual(0.6);
    }
    const [newest] = [...found].sort((a, b) => b.traceAt.getTime() - a.traceAt.getTime());
    expect(newest).toMatchObject({
      state: 'pending',
      model: 'demo-agent',
      evaluator: 'Review-E',
      traceUrl: `${server.url}/project/demo-project/traces/${newest?.traceId}`,
      redactions: [{ kind: 'e-mail', where: 'input', count: 1 }],
    });
    expect(newest?.costUsd).toBeGreaterThan(0);
    expect(newest?.latencyMs).toBeGreaterThan(0);
    expect(newest?.input).toContain('[redacted: e-mail]');
    expect(JSON.stringify(found)).not.toMatch(/@example\.com|4242 4242|7946 0|0532 0130/);
    expect(server.mostAtOnce()).toBeLessThanOrEqual(6);
  });

  it('adds nothing the second time, and asks for no trace again', async () => {
    const server = await langfuse(120, { generation });
    const { id: sourceId } = await source(server);
    await run((await start(sourceId)).id);
    const calls = server.requests.length;
    const { id } = await start(sourceId);
    await run(id);
    expect(await row(id)).toMatchObject({ status: 'finished', scoresSeen: 120, added: 0, duplicates: 120 });
    expect(await candidates(sourceId)).toHaveLength(120);
    // Health, which generation, two pages.
    expect(server.requests.length - calls).toBe(4);
  });

  it('goes on where it was stopped', async () => {
    const server = await langfuse(250, { generation });
    const { id: sourceId } = await source(server);
    const { id } = await start(sourceId);
    const stop = new AbortController();
    let traces = 0;
    const fetch: typeof globalThis.fetch = (input, init) => {
      if (/observations|traces/.test(String(input))) traces += 1;
      if (traces === 130) stop.abort(new Error('worker stops'));
      return globalThis.fetch(input, init);
    };
    await run(id, { signal: stop.signal, fetch });
    expect(await row(id)).toMatchObject({ status: 'running', scoresSeen: 100, added: 100 });
    expect(await jobs(id)).toMatchObject([{ payload: { scanId: id, attempt: 1 } }]);
    server.requests.length = 0;
    await run(id);
    expect(await row(id)).toMatchObject({ status: 'finished', scoresSeen: 250, added: 250, duplicates: 0 });
    expect(server.requests.filter((url) => /observations|traces/.test(url))).toHaveLength(150);
  });
});

it('takes one candidate of traces with the same content, and of several scores of one trace', async () => {
  const project = makeProject({ traces: 4, now: WEEK_END, seed: 'twins' });
  const [first, second] = project.traces.values();
  const [score] = project.scores;
  if (first && second) second.input = { ...Object(first.input) };
  if (score) project.scores.unshift({ ...score, id: 'again', value: 0.01, comment: 'worse' });
  const server = await langfuse(0, { project });
  const { id: sourceId } = await source(server);
  const { id } = await start(sourceId);
  await run(id);
  expect(await row(id)).toMatchObject({ scoresSeen: 5, added: 3, duplicates: 2 });
  const found = await candidates(sourceId);
  expect(found.find(({ traceId }) => traceId === score?.traceId)).toMatchObject({ score: 0.01, comment: 'worse' });
});

it('leaves out what cannot become a candidate, and says why', async () => {
  const project = makeProject({ traces: 5, now: WEEK_END, seed: 'odd' });
  const [gone, foreign] = project.scores;
  if (gone) gone.traceId = 'gone';
  if (foreign) foreign.traceId = 'x'.repeat(300);
  const server = await langfuse(0, { project });
  const { id: sourceId } = await source(server);
  const { id } = await start(sourceId);
  await run(id);
  expect(await row(id)).toMatchObject({
    status: 'finished',
    added: 3,
    skipped: 2,
    error: expect.stringMatching(/^Left out: 1 × .*id of its trace is unusable; .*no observations.* \(trace gone\)\.$/),
  });
});

it.each([null, 'null', '', ' ', '""', {}, []])('leaves out a trace whose input is %j, and names it', async (input) => {
  const project = makeProject({ traces: 2, now: WEEK_END, seed: 'silent' });
  const [silent] = project.traces.values();
  if (silent) silent.input = input;
  const { id: sourceId } = await source(await langfuse(0, { project }));
  const { id } = await start(sourceId);
  await run(id);
  const error = `Left out: 1 × its trace has no input (trace ${silent?.id}).`;
  expect(await row(id)).toMatchObject({ added: 1, skipped: 1, error });
});

it('takes hostile input for text', async () => {
  const project = makeProject({ traces: 3, now: WEEK_END, seed: 'hostile' });
  const [nul, huge, html] = project.traces.values();
  if (nul) nul.input = 'NUL \u0000 and half a pair \ud83d';
  if (huge) huge.input = 'x'.repeat(5_000_000);
  if (html) html.output = '<script>alert(1)</script>\n- id: ../../etc/passwd';
  const server = await langfuse(0, { project });
  const { id: sourceId } = await source(server);
  const { id } = await start(sourceId);
  await run(id);
  expect(await row(id)).toMatchObject({
    added: 2,
    skipped: 1,
    error: `Left out: 1 × the answer is larger than 4 MB (trace ${huge?.id}).`,
  });
  for (const { draft } of await candidates(sourceId)) expect(checkDraft(draft).problems).toEqual([]);
});

describe('faults', () => {
  it('refused keys end the scan, saying how to mend it', async () => {
    const server = await langfuse(3);
    const { id: sourceId } = await source(server, { secretKey: 'sk-lf-wrong' });
    const { id } = await start(sourceId);
    await run(id);
    expect(await row(id)).toMatchObject({ status: 'failed', error: expect.stringMatching(/HTTP 401.*keys?/) });
    expect((await row(id)).error).not.toContain('sk-lf-wrong');
  });

  it('a long Retry-After hands the rest to a job that waits', async () => {
    const server = await langfuse(150);
    const { id: sourceId } = await source(server);
    const { id } = await start(sourceId);
    const headers = { 'retry-after': '900' };
    server.fault({ path: '/v2/observations', after: 120, fault: { kind: 'status', status: 429, headers } });
    await run(id);
    expect(await row(id)).toMatchObject({ status: 'running', added: 100 });
    const [job] = await jobs(id);
    expect(job?.payload).toEqual({ scanId: id, attempt: 2 });
    expect(job?.waitMs).toBeGreaterThan(880_000);
    // Those in flight with the refused one; none after it.
    expect(server.requests.filter((url) => url.startsWith('/v2/observations')).length).toBeLessThanOrEqual(126);
    server.clearFaults();
    await run(id, { attempt: 2 });
    expect(await row(id)).toMatchObject({ status: 'finished', added: 150 });
  });

  it('a few traces that the server cannot give are left out', async () => {
    const server = await langfuse(20);
    const { id: sourceId } = await source(server);
    const { id } = await start(sourceId);
    const [poison] = server.project.traces.keys();
    server.fault({ path: '/v2/observations', contains: poison, fault: { kind: 'truncated' } });
    await run(id);
    expect(await row(id)).toMatchObject({ status: 'finished', added: 19, skipped: 1 });
  });

  it('a server that fails is tried again, and after so many tries without progress the scan ends', async () => {
    const server = await langfuse(20);
    const { id: sourceId } = await source(server);
    const { id } = await start(sourceId);
    server.fault({ path: '/v3/scores', after: 1, fault: { kind: 'status', status: 503 } });
    await run(id, { attempt: SCAN_ATTEMPTS - 1 });
    expect(await row(id)).toMatchObject({ status: 'running' });
    expect(await jobs(id)).toMatchObject([{ payload: { attempt: SCAN_ATTEMPTS } }]);
    await run(id, { attempt: SCAN_ATTEMPTS });
    expect(await row(id)).toMatchObject({ status: 'failed', error: expect.stringContaining('HTTP 503') });
  });

  it('a server that was upgraded meanwhile is searched anew', async () => {
    const older = await langfuse(150, { generation: 'v3' });
    const { id: sourceId } = await source(older);
    const { id } = await start(sourceId);
    older.fault({ path: '/v2/scores', after: 2, fault: { kind: 'status', status: 503 } });
    await run(id);
    expect(await row(id)).toMatchObject({ status: 'running', added: 100 });
    const newer = await langfuse(0, { generation: 'v4', project: older.project });
    await database.db.langfuseSource.update({ where: { id: sourceId }, data: { baseUrl: newer.url } });
    await run(id);
    expect(await row(id)).toMatchObject({ status: 'finished', scoresSeen: 250, added: 150, duplicates: 100 });
  });
});

it('stops with the page at hand when it is cancelled', async () => {
  const server = await langfuse(250);
  const { id: sourceId } = await source(server);
  const { id } = await start(sourceId);
  let traces = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (String(input).includes('observations') && ++traces === 150) await cancelScan(ctx(), id);
    return globalThis.fetch(input, init);
  };
  await run(id, { fetch });
  expect(await row(id)).toMatchObject({ status: 'cancelled', added: 100, scoresSeen: 100 });
  expect(await candidates(sourceId)).toHaveLength(100);
  await run(id);
  expect(await row(id)).toMatchObject({ status: 'cancelled' });
  await expect(cancelScan(ctx(), id)).rejects.toMatchObject({ code: 'conflict' });
});

it('two at once store each page once', async () => {
  const server = await langfuse(250, { latencyMs: 1 });
  const { id: sourceId } = await source(server);
  const { id } = await start(sourceId);
  await Promise.all([run(id), run(id)]);
  const { scoresSeen, added, status } = await row(id);
  expect({ scoresSeen, added, status }).toEqual({ scoresSeen: 250, added: 250, status: 'finished' });
});
