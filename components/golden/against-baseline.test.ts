import { describe, expect, it } from 'vitest';
import type { GoldenTaskRow } from '#lib/contract/golden/attempts.ts';
import { changeText, confidenceChange, factorOf, factorText, medianFactor } from './against-baseline.ts';

const row = (latencyMs: number | null, before: number | null): GoldenTaskRow => ({
  taskId: 'refund',
  title: 'Refund',
  outcome: 'pass',
  reason: '',
  head: { passes: 3, runs: 3, unmeasured: 0, confidence: 70, latencyMs, tokens: 10 },
  base: null,
  baseline: {
    agent: 'support',
    model: 'm',
    passes: 10,
    runs: 10,
    confidence: 84,
    latencyMs: before,
    tokens: null,
    promptHash: '',
    taskHash: '',
    measuredAt: '2026-11-01T00:00:00Z',
    blessedBy: 'Ada',
  },
});

describe('factorOf', () => {
  it('divides by the baseline, and says nothing where it cannot', () => {
    expect(factorOf(row(300, 200), 'latencyMs')).toBe(1.5);
    expect(factorOf(row(300, 0), 'latencyMs')).toBeNull();
    expect(factorOf(row(null, 200), 'latencyMs')).toBeNull();
    expect(factorOf(row(300, 200), 'tokens')).toBeNull();
    expect(factorOf({ ...row(300, 200), baseline: null }, 'latencyMs')).toBeNull();
  });
});

describe('medianFactor', () => {
  it('takes the middle of what is known', () => {
    expect(medianFactor([row(100, 100), row(400, 100), row(200, 100), row(null, 100)], 'latencyMs')).toBe(2);
    expect(medianFactor([row(100, 100), row(200, 100)], 'latencyMs')).toBe(1.5);
    expect(medianFactor([], 'latencyMs')).toBeNull();
  });
});

describe('confidenceChange', () => {
  it('is what the judge is surer of now', () => {
    expect(confidenceChange(row(1, 1))).toBe(-14);
  });
});

describe('texts', () => {
  it.each([
    [null, '–'],
    [1.04, '×1.0'],
    [2.35, '×2.4'],
  ])('factor %s', (factor, text) => expect(factorText(factor)).toBe(text));

  it.each([
    [0.4, '±0'],
    [3.2, '+3'],
    [-14, '−14'],
  ])('change %s', (change, text) => expect(changeText(change)).toBe(text));
});
