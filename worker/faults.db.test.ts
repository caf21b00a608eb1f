import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { runDemoGateway } from '#demo/testing.ts';
import type { Run } from '#generated/prisma/client.ts';
import { MAX_SAMPLE_ATTEMPTS } from '#lib/policy/thresholds.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { type MadeEndpoint, makeGateway } from '#lib/testing/factories.ts';
import { watchOn } from '#lib/testing/watch.ts';
import { runTestWorker } from './testing.ts';

const database = testDatabase();
const watch = watchOn(database);
const gateway = runDemoGateway();
runTestWorker(database);

afterEach(async () => {
  await gateway.call('DELETE', '/demo/faults');
});

const fault = (rule: object) => gateway.call('POST', '/demo/faults', { model: '*', ...rule });

const samplesOf = ({ id }: Run) =>
  database.db.sample.findMany({ where: { runId: id }, orderBy: [{ attempts: 'desc' }, { promptId: 'asc' }] });

const durationMs = ({ startedAt, finishedAt }: Run) => (finishedAt?.getTime() ?? 0) - (startedAt?.getTime() ?? 0);

async function watchWithBaseline(prompts: number): Promise<MadeEndpoint> {
  const target = await watch.endpoint(gateway.url(), { prompts });
  await watch.run(target, { purpose: 'baseline' });
  return target;
}

describe('passing faults', () => {
  it.each(['server_error', 'broken_json', 'html', 'reset'])(
    '%s: the call is tried again, and measured once it works',
    async (kind) => {
      const target = await watch.endpoint(gateway.url(), { prompts: 2, concurrency: 1 });
      await fault({ kind, count: 2 });
      const run = await watch.run(target);
      expect(run.measuredSamples).toBe(2);
      expect((await samplesOf(run)).map(({ attempts }) => attempts)).toEqual([3, 1]);
    },
  );

  it.each([
    ['server_error', 'server_error'],
    ['rate_limit', 'rate_limited'],
    ['broken_json', 'malformed'],
    ['html', 'malformed'],
    ['reset', 'unreachable'],
  ])('%s: after the last attempt the sample is unmeasured with its reason, and the run ends', async (kind, reason) => {
    const target = await watch.endpoint(gateway.url(), { prompts: 2 });
    await fault({ kind, retryAfterSeconds: 0 });
    const run = await watch.run(target);
    expect(run).toMatchObject({ status: 'finished', verdict: 'unmeasured', storedSamples: 2, measuredSamples: 0 });
    const samples = await samplesOf(run);
    expect(samples).toMatchObject(
      Array(2).fill({ outcome: 'unmeasured', reason, attempts: MAX_SAMPLE_ATTEMPTS, canonicalHash: null }),
    );
    expect(samples[0]?.detail).toBeTruthy();
  });

  it('429: the next attempt comes no earlier than Retry-After asks', async () => {
    const target = await watch.endpoint(gateway.url(), { prompts: 3 });
    await fault({ kind: 'rate_limit', retryAfterSeconds: 1.2, count: 2 });
    const run = await watch.run(target);
    expect(durationMs(run)).toBeGreaterThanOrEqual(1_200);
    expect((await samplesOf(run)).map(({ attempts, outcome }) => [attempts, outcome])).toEqual([
      [2, 'measured'],
      [2, 'measured'],
      [1, 'measured'],
    ]);
  });

  it('a Retry-After too long for a run makes the sample unmeasured at once', async () => {
    const target = await watch.endpoint(gateway.url(), { prompts: 1 });
    await fault({ kind: 'rate_limit', retryAfterSeconds: 3_600 });
    const run = await watch.run(target);
    expect(await samplesOf(run)).toMatchObject([
      { reason: 'rate_limited', attempts: 1, detail: expect.stringContaining('60 minutes') },
    ]);
  });

  it('a timeout is tried again', async () => {
    const target = await watch.endpoint(gateway.url(), { prompts: 2, requestTimeoutMs: 1_000 });
    await fault({ kind: 'slow', delayMs: 10_000, count: 1 });
    const run = await watch.run(target);
    expect(durationMs(run)).toBeGreaterThanOrEqual(1_000);
    expect((await samplesOf(run)).map(({ attempts, outcome }) => [attempts, outcome])).toEqual([
      [2, 'measured'],
      [1, 'measured'],
    ]);
  });

  it('a gateway that is down leaves the run unmeasured and says so', async () => {
    const target = await watch.endpoint(`http://127.0.0.1:${await closedPort()}`, { prompts: 2 });
    const run = await watch.run(target);
    expect(run).toMatchObject({
      verdict: 'unmeasured',
      verdictReason: expect.stringContaining('None of the 2 prompts'),
    });
    expect(await samplesOf(run)).toMatchObject(
      Array(2).fill({ reason: 'unreachable', detail: expect.stringContaining('connection refused') }),
    );
  });
});

describe('faults that another attempt would not mend', () => {
  it.each([
    ['unauthorised', 'unauthorised'],
    ['context_window', 'context_window'],
    ['content_policy', 'content_filter'],
    ['content_filter', 'content_filter'],
    ['truncated', 'truncated'],
    ['empty', 'empty'],
    ['fallback', 'fallback'],
    ['cached', 'cached'],
    ['huge', 'too_large'],
  ])('%s: unmeasured as %s after one call', async (kind, reason) => {
    const target = await watch.endpoint(gateway.url(), { prompts: 3 });
    await fault({ kind });
    const run = await watch.run(target);
    expect(run).toMatchObject({ status: 'finished', verdict: 'unmeasured', measuredSamples: 0 });
    expect(await samplesOf(run)).toMatchObject(
      Array(3).fill({ outcome: 'unmeasured', reason, attempts: 1, canonicalHash: null, rawHash: null }),
    );
  });

  it('a key that cannot be opened with this encryption key', async () => {
    const target = await watch.endpoint(gateway.url(), { prompts: 2 });
    const other = await makeGateway(database.db, { encryptedKey: 'v1.AAAA.AAAA.AAAA' });
    const { encryptedKey } = other;
    await database.db.gateway.update({ where: { id: target.endpoint.gatewayId }, data: { encryptedKey } });
    const run = await watch.run(target);
    expect(run.verdict).toBe('unmeasured');
    expect(await samplesOf(run)).toMatchObject(
      Array(2).fill({
        reason: 'unreadable_key',
        attempts: 1,
        detail: expect.stringContaining('enter the secret again'),
      }),
    );
  });

  it('an address that is none', async () => {
    const target = await watch.endpoint(gateway.url(), { prompts: 2 });
    const data = { baseUrl: 'https://user:secret@gateway.test/v1' };
    await database.db.gateway.update({ where: { id: target.endpoint.gatewayId }, data });
    const run = await watch.run(target);
    expect(run.verdict).toBe('unmeasured');
    const samples = await samplesOf(run);
    expect(samples).toMatchObject(Array(2).fill({ reason: 'wrong_address', attempts: 1 }));
    expect(JSON.stringify(samples)).not.toContain('secret@');
  });
});

describe('partly measured runs', () => {
  it('16 of 20 prompts are enough for a verdict, 15 are not', async () => {
    const target = await watchWithBaseline(20);
    await fault({ kind: 'empty', count: 4 });
    expect(await watch.run(target)).toMatchObject({ verdict: 'stable', storedSamples: 20, measuredSamples: 16 });
    await fault({ kind: 'empty', count: 5 });
    const run = await watch.run(target);
    expect(run).toMatchObject({ verdict: 'unmeasured', storedSamples: 20, measuredSamples: 15 });
    expect(await database.db.incident.count({ where: { endpointId: target.endpoint.id } })).toBe(0);
  });

  it('a capture with too few answers fails its baseline and leaves the one in force', async () => {
    const target = await watchWithBaseline(5);
    await fault({ kind: 'empty', count: 6 });
    expect(await watch.run(target, { purpose: 'baseline' })).toMatchObject({ verdict: 'unmeasured' });
    const where = { endpointId: target.endpoint.id };
    const baselines = await database.db.baseline.findMany({ where, orderBy: { id: 'asc' } });
    expect(baselines.map(({ state }) => state)).toEqual(['ready', 'failed']);
    expect(await watch.run(target)).toMatchObject({ verdict: 'stable', baselineId: baselines[0]?.id });
  });
});

it('asks nothing twice that was answered, whatever failed in between', async () => {
  const target = await watch.endpoint(gateway.url(), { prompts: 30, model: 'demo-noisy' });
  await gateway.call('DELETE', '/demo/requests');
  for (const kind of ['server_error', 'rate_limit', 'reset']) await fault({ kind, rate: 0.2, retryAfterSeconds: 0 });
  const run = await watch.run(target);
  const samples = await samplesOf(run);
  const attempts = samples.reduce((sum, sample) => sum + sample.attempts, 0);
  expect(samples).toHaveLength(30);
  expect(attempts, 'the faults hit').toBeGreaterThan(30);
  const { body } = await gateway.call('GET', '/demo/requests');
  expect(body).toMatchObject({ calls: attempts, paid: run.measuredSamples });
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
