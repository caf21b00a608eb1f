/** One training example: positions and values of its non-zero features. */
export interface Example {
  positions: Int32Array;
  values: Float64Array;
  positive: boolean;
}

export interface FitOptions {
  /** Number of features; every position is below it. */
  dimensions: number;
  /** Inverse strength of the L2 penalty, as C of the usual libraries. */
  c: number;
  steps: number;
}

/**
 * L2-penalised logistic regression with a free bias by Nesterov's accelerated gradient (constant step 1/L, L from the
 * largest example). Starts at zero: deterministic, without a seed.
 */
export function fitLogisticRegression(
  examples: readonly Example[],
  options: FitOptions,
): { weights: Float64Array; bias: number } {
  const { dimensions, c, steps } = options;
  const penalty = 1 / (c * examples.length);
  const stepSize = 1 / (0.25 * largestSquare(examples) + penalty);
  // The last component is the bias.
  let current = new Float64Array(dimensions + 1);
  let previous = current;
  for (let step = 0; step < steps; step += 1) {
    const momentum = step / (step + 3);
    const ahead = current.map((value, index) => value + momentum * (value - (previous[index] ?? 0)));
    const gradient = gradientAt(ahead, examples);
    previous = current;
    current = ahead.map((value, index) => {
      const shrink = index === dimensions ? 0 : penalty * value;
      return value - stepSize * ((gradient[index] ?? 0) + shrink);
    });
  }
  return { weights: current.slice(0, dimensions), bias: current[dimensions] ?? 0 };
}

function largestSquare(examples: readonly Example[]): number {
  const squares = examples.map(({ values }) => values.reduce((sum, value) => sum + value * value, 1));
  return squares.reduce((largest, square) => Math.max(largest, square), 1);
}

function gradientAt(weights: Float64Array, examples: readonly Example[]): Float64Array {
  const gradient = new Float64Array(weights.length);
  const bias = weights.length - 1;
  for (const { positions, values, positive } of examples) {
    let sum = weights[bias] ?? 0;
    for (let index = 0; index < positions.length; index += 1) {
      sum += (weights[positions[index] ?? bias] ?? 0) * (values[index] ?? 0);
    }
    const error = (1 / (1 + Math.exp(-sum)) - (positive ? 1 : 0)) / examples.length;
    for (let index = 0; index < positions.length; index += 1) {
      const position = positions[index] ?? bias;
      gradient[position] = (gradient[position] ?? 0) + error * (values[index] ?? 0);
    }
    gradient[bias] = (gradient[bias] ?? 0) + error;
  }
  return gradient;
}
