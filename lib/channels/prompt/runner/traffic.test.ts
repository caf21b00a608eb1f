import { describe, expect, it } from 'vitest';
import type { SampleResult } from '#lib/gateway/outcome.ts';
import { GOLDEN_CALL_ATTEMPTS, GOLDEN_RATE_LIMIT_PATIENCE_MS } from '#lib/policy/thresholds.ts';
import { calls, fails, fastTraffic, says, scripted } from './testing.ts';

const request = { model: 'm', messages: [{ role: 'user' as const, content: 'Hello' }], maxTokens: 100 };
const options = { timeoutMs: 1_000, signal: new AbortController().signal };
const unauthorised: SampleResult = { kind: 'unmeasured', reason: 'unauthorised', detail: 'no' };

describe('retries', () => {
  it('tries a passing fault again, and counts calls and cost', async () => {
    const traffic = fastTraffic({ random: () => 0.999 });
    const settled = await traffic.ask(scripted(fails(), fails('timeout'), says('Yes')), request, options);
    expect(settled).toMatchObject({ result: { kind: 'measured' }, calls: 3, costUsd: 0.001 });
    expect(traffic.slept).toEqual([999, 1_998]);
  });

  it('gives up after the last attempt, with the fault', async () => {
    const client = scripted(fails());
    const settled = await fastTraffic().ask(client, request, options);
    expect(settled).toMatchObject({
      result: { kind: 'unmeasured', reason: 'server_error' },
      calls: GOLDEN_CALL_ATTEMPTS,
    });
    expect(settled.result).toMatchObject({ detail: 'demo server_error (after 5 calls)' });
    expect(client.asked).toHaveLength(GOLDEN_CALL_ATTEMPTS);
  });

  it('does not repeat what a repetition would not mend', async () => {
    const client = scripted({ kind: 'unmeasured', reason: 'content_filter', detail: 'no' }, says('Yes'));
    expect(await fastTraffic().ask(client, request, options)).toMatchObject({ calls: 1, costUsd: 0 });
  });

  it('counts rate limits as no attempt', async () => {
    const limited = Array.from({ length: 20 }, () => fails('rate_limited', 2_000));
    const traffic = fastTraffic();
    expect(await traffic.ask(scripted(...limited, says('Yes')), request, options)).toMatchObject({
      result: { kind: 'measured' },
      calls: 21,
    });
    expect(traffic.now()).toBe(40_000);
  });

  it('tells each wait for a rate limit, and no other', async () => {
    const waits: number[] = [];
    const traffic = fastTraffic({ onRateLimit: (waitMs) => waits.push(waitMs) });
    const client = scripted(fails(), fails('rate_limited', 2_000), fails('rate_limited', 5_000), says('Yes'));
    await traffic.ask(client, request, options);
    expect(waits).toEqual([2_000, 5_000]);
  });

  it('waits for a rate limit only so long', async () => {
    const traffic = fastTraffic();
    const settled = await traffic.ask(scripted(fails('rate_limited', 60_000)), request, options);
    expect(settled.result).toMatchObject({ kind: 'unmeasured', reason: 'rate_limited' });
    expect(traffic.now()).toBeLessThanOrEqual(GOLDEN_RATE_LIMIT_PATIENCE_MS);
  });
});

describe('a gateway that answers with nothing but rate limits', () => {
  it('is not waited for by every question anew', async () => {
    const traffic = fastTraffic();
    const client = scripted(fails('rate_limited', 60_000));
    const first = await traffic.ask(client, request, options);
    const second = await traffic.ask(client, request, options);
    expect([first.calls, second.calls]).toEqual([11, 1]);
  });

  it('is waited for again once it has answered', async () => {
    const traffic = fastTraffic();
    const storm = Array.from({ length: 11 }, () => fails('rate_limited', 60_000));
    const client = scripted(...storm, says('Yes'), fails('rate_limited', 60_000), says('Yes'));
    expect((await traffic.ask(client, request, options)).result.kind).toBe('unmeasured');
    expect((await traffic.ask(client, request, options)).result.kind).toBe('measured');
    expect(await traffic.ask(client, request, options)).toMatchObject({ calls: 2, result: { kind: 'measured' } });
  });
});

it('an answer that does not come in time is asked for once more', async () => {
  const settled = await fastTraffic().ask(scripted(fails('timeout')), request, options);
  expect(settled).toMatchObject({ calls: 2, result: { reason: 'timeout' } });
});

it('a gateway that asks to wait is left alone by all, another one is not', async () => {
  const traffic = fastTraffic();
  const limited = scripted(fails('rate_limited', 5_000), says('Yes'));
  const other = scripted(says('Yes'));
  const calledAt: number[] = [];
  const watched = {
    ...limited,
    ask: (...asked: Parameters<typeof limited.ask>) => {
      calledAt.push(traffic.now());
      return limited.ask(...asked);
    },
  };
  const first = traffic.ask(watched, request, options);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await Promise.all([first, traffic.ask(watched, request, options), traffic.ask(other, request, options)]);
  expect(calledAt[0]).toBe(0);
  expect(calledAt.slice(1).every((at) => at >= 5_000)).toBe(true);
  expect(calledAt).toHaveLength(3);
});

describe('what is hopeless', () => {
  it('is met once for a model, and told to every later question', async () => {
    const traffic = fastTraffic();
    const client = scripted(unauthorised);
    expect(await traffic.ask(client, request, options)).toMatchObject({ calls: 1, result: unauthorised });
    expect(await traffic.ask(client, request, options)).toMatchObject({ calls: 0, costUsd: 0, result: unauthorised });
    await traffic.ask(client, { ...request, model: 'other' }, options);
    expect(client.asked.map(({ model }) => model)).toEqual(['m', 'other']);
  });
});

describe('budget', () => {
  const prices = () => ({ inputUsdPerMillion: 0, outputUsdPerMillion: 10_000 });

  it('is kept by upper estimates, calls in flight included', async () => {
    // 100 tokens at 10,000 US dollars a million are 1 US dollar; an answer costs 0.001.
    const traffic = fastTraffic({ budgetUsd: 2, prices });
    const client = scripted(says('Yes'));
    const settled = await Promise.all([1, 2, 3].map(() => traffic.ask(client, request, options)));
    expect(settled.map(({ result }) => result.kind)).toEqual(['measured', 'measured', 'unmeasured']);
    expect(settled[2]?.result).toMatchObject({ reason: 'over_budget', detail: expect.stringContaining('$2') });
    expect(traffic.spentUsd()).toBeCloseTo(0.002);
  });

  it('learns the price of a model from its answers', async () => {
    const traffic = fastTraffic({
      budgetUsd: 0.0025,
      prices: () => ({ inputUsdPerMillion: 1, outputUsdPerMillion: null }),
    });
    const client = scripted(says('Yes'));
    const kinds: string[] = [];
    for (let turn = 0; turn < 4; turn++) kinds.push((await traffic.ask(client, request, options)).result.kind);
    expect(kinds).toEqual(['measured', 'measured', 'unmeasured', 'unmeasured']);
  });

  it('refuses to go on where nobody knows what answers cost', async () => {
    const traffic = fastTraffic({ budgetUsd: 5 });
    const client = scripted(says('Yes', { costUsd: null }));
    expect(await traffic.ask(client, request, options)).toMatchObject({ result: { kind: 'measured' }, costUsd: null });
    expect(await traffic.ask(client, request, options)).toMatchObject({ result: { reason: 'over_budget' } });
  });

  it('knows the cost from tokens and prices where the gateway does not say', async () => {
    const traffic = fastTraffic({ prices });
    const settled = await traffic.ask(scripted(says('Yes', { costUsd: null })), request, options);
    expect(settled.costUsd).toBeCloseTo(0.05);
  });

  it('begins with what an earlier process spent, and has no limit where none is set', async () => {
    const spent = fastTraffic({ budgetUsd: 1, spentUsd: 1, prices });
    expect((await spent.ask(scripted(says('Yes')), request, options)).result).toMatchObject({ reason: 'over_budget' });
    const unlimited = fastTraffic({ spentUsd: 1_000, prices });
    expect((await unlimited.ask(scripted(calls(['f', '{}'])), request, options)).result.kind).toBe('measured');
  });
});

describe('an abort', () => {
  it.each([
    ['before the call', 0],
    ['while it is asked', 1],
    ['while it waits', 2],
  ])('%s is thrown, with its reason', async (_, at) => {
    const stop = new AbortController();
    const reason = new Error('stopped');
    const client = scripted(fails());
    const aborting = {
      ...client,
      ask: (...asked: Parameters<typeof client.ask>) => {
        if (at === 1) stop.abort(reason);
        return client.ask(...asked);
      },
    };
    const traffic = fastTraffic({
      sleep: async (_ms, signal) => {
        if (at === 2) stop.abort(reason);
        if (signal.aborted) throw new Error('AbortError');
      },
    });
    if (at === 0) stop.abort(reason);
    await expect(traffic.ask(aborting, request, { ...options, signal: stop.signal })).rejects.toBe(reason);
    expect(client.asked.length).toBe(at === 0 ? 0 : 1);
  });
});
