import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashAnswer } from '#lib/channels/model/canonicalise.ts';
import type { UnmeasuredReason } from '#lib/gateway/outcome.ts';
import { makeAnswer } from '#lib/testing/answers.ts';
import type { PlannedSample } from './planned-sample.ts';
import { sampleRow } from './sample-row.ts';

const planned: PlannedSample = {
  runId: 3,
  promptId: 5,
  repetition: 1,
  position: 21,
  runStatus: 'sampling',
  isStored: false,
  spec: {
    id: 'p',
    category: 'reasoning',
    stratum: 'behaviour',
    why: 'A prompt of a test.',
    messages: [{ role: 'user', content: 'Yes or no?' }],
    tools: [],
    toolChoice: null,
    responseFormat: 'text',
    maxTokens: 8,
    expect: { kind: 'one-of', answers: ['yes', 'no'] },
  },
  budget: { budgetUsd: null, spentUsd: 0, inFlightUsd: 0, callUsd: 0.25 },
  endpoint: {
    model: 'm',
    temperature: 0,
    seed: 7,
    requestTimeoutMs: 1_000,
    inputUsdPerMillion: 2,
    outputUsdPerMillion: 10,
  },
  gateway: { id: 1, kind: 'litellm', baseUrl: 'http://gateway.test/v1', encryptedKey: null },
};

const measured = (over: Parameters<typeof makeAnswer>[0]) =>
  sampleRow(planned, { kind: 'measured', answer: makeAnswer(over) }, 1);

const unmeasured = (reason: UnmeasuredReason) => sampleRow(planned, { kind: 'unmeasured', reason, detail: '' }, 1);

describe('sampleRow', () => {
  it('places a measured answer with its hashes', () => {
    expect(sampleRow(planned, { kind: 'measured', answer: makeAnswer() }, 2)).toMatchObject({
      run_id: 3,
      prompt_id: 5,
      repetition: 1,
      position: 21,
      attempts: 2,
      outcome: 'measured',
      reason: null,
      output: 'Yes',
      canonical_hash: hashAnswer({ output: 'Yes', toolCalls: [] }).canonicalHash,
    });
  });

  it('keeps what came of an answer that does not count, without hashes', () => {
    const partial = { output: 'Ye', finishReason: 'length' };
    expect(sampleRow(planned, { kind: 'unmeasured', reason: 'truncated', detail: 'cut', partial }, 1)).toMatchObject({
      outcome: 'unmeasured',
      reason: 'truncated',
      detail: 'cut',
      output: 'Ye',
      finish_reason: 'length',
      canonical_hash: null,
      raw_hash: null,
    });
  });

  it('stores a passing fault that has used up its attempts as unmeasured with its reason', () => {
    const row = sampleRow(planned, { kind: 'retry', reason: 'timeout', detail: 'late', retryAfterMs: 5 }, 7);
    expect(row).toMatchObject({ outcome: 'unmeasured', reason: 'timeout', attempts: 7, output: null });
  });

  it.each([
    ['what the gateway says', 0.25, 12, 3, 0.25],
    ['a free answer', 0, 12, 3, 0],
    ['prices where the gateway is silent', null, 1_000, 100, 0.003],
    ['nothing while a count is unknown', null, null, 3, null],
    ['prices where what it says is no cost', -1, 1_000, 100, 0.003],
  ])('costs %s', (_name, costUsd, promptTokens, completionTokens, expected) => {
    expect(measured({ costUsd, promptTokens, completionTokens }).cost_usd).toBe(expected);
  });

  it.each([
    ['what it cost', measured({ costUsd: 0.1 }), 0.1],
    ['its estimate while the cost is unknown', measured({ costUsd: null, promptTokens: null }), 0.25],
    ['its estimate when it may have been charged', unmeasured('timeout'), 0.25],
    ['nothing when it was refused', unmeasured('rate_limited'), 0],
    ['nothing when it was not made', unmeasured('over_budget'), 0],
  ])('counts %s against the budget', (_name, row, counted) => {
    expect(row.counted_usd).toBe(counted);
  });

  it('takes hashes from what the model said, not from what Postgres can keep', () => {
    const [one, other] = [measured({ output: 'a\u0000' }), measured({ output: 'a\uFFFD' })];
    expect(one.output).toBe(other.output);
    expect(one.raw_hash).not.toBe(other.raw_hash);
  });

  it('gives JSON that Postgres can store, whatever the model and the gateway say', () => {
    const anyText = fc.string({ unit: 'binary' });
    const anyNumber = fc.oneof(fc.double(), fc.integer(), fc.constant(null));
    const answer = fc.record({
      output: anyText,
      finishReason: anyText,
      promptTokens: anyNumber,
      completionTokens: anyNumber,
      costUsd: anyNumber,
      latencyMs: anyNumber,
      toolCalls: fc.array(fc.record({ name: anyText, argumentsJson: anyText })),
    });
    fc.assert(
      fc.property(answer, (over) => {
        const row = measured(over);
        const json = JSON.stringify(row);
        expect(json.includes('\\u0000')).toBe(false);
        expect(json.isWellFormed() && !/\\ud[89a-f]/i.test(json)).toBe(true);
        for (const count of [row.prompt_tokens, row.completion_tokens, row.latency_ms]) {
          expect(count === null || (Number.isInteger(count) && count >= 0 && count < 2 ** 31)).toBe(true);
        }
        expect(row.cost_usd === null || (row.cost_usd >= 0 && row.cost_usd <= 1e12)).toBe(true);
      }),
    );
  });
});
