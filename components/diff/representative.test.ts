import { describe, expect, it } from 'vitest';
import type { SampleView } from '#lib/contract/runs.ts';
import { representativeOf, variationSentence } from './representative.ts';

function sample(repetition: number, hash: string | null): SampleView {
  return {
    runId: 1,
    repetition,
    outcome: hash === null ? 'unmeasured' : 'measured',
    reason: hash === null ? 'timeout' : null,
    detail: null,
    output: hash,
    toolCalls: null,
    finishReason: 'stop',
    canonicalHash: hash,
    promptTokens: 10,
    completionTokens: 10,
    latencyMs: 100,
    costUsd: null,
    attempts: 1,
    createdAt: '2026-01-01T00:00:00Z',
  };
}

const chosen = (hashes: (string | null)[]) => representativeOf(hashes.map((hash, index) => sample(index, hash)));

describe('representativeOf', () => {
  it.each([
    [['a', 'a', 'a'], 0, '3 of 3 baseline answers are the same.'],
    [['a', 'b', 'b'], 1, '2 of 3 baseline answers are the same; 2 different answers in all.'],
    [['a', 'b', 'c'], 0, 'All 3 baseline answers differ from each other.'],
    [[null, 'b', 'b'], 1, '2 of 2 baseline answers are the same. 1 of 3 could not be measured.'],
    [[null, 'b'], 1, 'One baseline answer. 1 of 2 could not be measured.'],
    [[null, null], 0, 'None of the 2 baseline answers could be measured.'],
  ])('%j', (hashes, repetition, sentence) => {
    const result = chosen(hashes);
    expect(result?.sample.repetition).toBe(repetition);
    expect(result && variationSentence(result, 'baseline')).toBe(sentence);
  });

  it('has none for an empty set', () => {
    expect(chosen([])).toBeNull();
  });
});
