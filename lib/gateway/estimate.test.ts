import { describe, expect, it } from 'vitest';
import { ASSUMED_OUTPUT_TOKENS } from '#lib/policy/thresholds.ts';
import { estimateRun } from './estimate.ts';

const prices = { inputUsdPerMillion: 2, outputUsdPerMillion: 10 };
const short = { inputChars: 402, maxTokens: 16, repetitions: 3 };
const long = { inputChars: 800, maxTokens: 500, repetitions: 1 };

describe('estimateRun', () => {
  it('adds calls, tokens at four characters each, and the upper cost', () => {
    expect(estimateRun([short, long], prices)).toEqual({
      calls: 4,
      inputTokens: 3 * 101 + 200,
      outputTokens: 3 * 16 + 500,
      outputBounded: true,
      costUsd: (503 * 2 + 548 * 10) / 1_000_000,
    });
  });

  it.each([[{ ...prices, inputUsdPerMillion: null }], [{ ...prices, outputUsdPerMillion: null }]])(
    'leaves the cost unknown where a price is: %o',
    (known) => {
      expect(estimateRun([short], known).costUsd).toBeNull();
    },
  );

  it('says when an answer has no upper bound', () => {
    const estimate = estimateRun([{ ...long, maxTokens: null }], prices);
    expect(estimate).toMatchObject({ outputTokens: ASSUMED_OUTPUT_TOKENS, outputBounded: false });
  });

  it('is zero for an empty plan', () => {
    expect(estimateRun([], prices)).toMatchObject({ calls: 0, costUsd: 0 });
  });
});
