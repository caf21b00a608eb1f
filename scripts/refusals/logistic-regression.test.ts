import { describe, expect, it } from 'vitest';
import { fitLogisticRegression } from './logistic-regression.ts';

const example = (position: number, positive: boolean) => ({
  positions: Int32Array.of(position),
  values: Float64Array.of(1),
  positive,
});

describe('logistic regression', () => {
  it('finds the log-odds of each feature when the penalty is weak', () => {
    const examples = [
      example(0, true),
      example(0, true),
      example(0, true),
      example(0, false),
      example(1, false),
      example(1, true),
    ];
    const { weights, bias } = fitLogisticRegression(examples, { dimensions: 2, c: 1e6, steps: 2_000 });
    expect((weights[0] ?? 0) + bias).toBeCloseTo(Math.log(3), 2);
    expect((weights[1] ?? 0) + bias).toBeCloseTo(0, 2);
  });

  it('keeps weights small when the penalty is strong, but not the bias', () => {
    const examples = [example(0, true), example(0, true), example(1, false), example(0, true)];
    const { weights, bias } = fitLogisticRegression(examples, { dimensions: 2, c: 1e-4, steps: 2_000 });
    expect(Math.abs(weights[0] ?? 1)).toBeLessThan(0.01);
    expect(bias).toBeCloseTo(Math.log(3), 1);
  });
});
