import { meanOf, tabulate } from './component.ts';
import { type DistanceMatrix, splitDistances } from './distances.ts';
import { type Measurement, NEEDS_REPETITIONS, unmeasured } from './measurement.ts';
import { isPaired, type Pool, type PooledPrompt } from './pool.ts';

/**
 * The mean distance between tonight's answers and the baseline's, against that between the baseline's own
 * repetitions (where it has none, against what the permutations show). Exchanging the sides of a prompt with one answer each changes nothing, so then there is no p-value.
 *
 * @param matrixOf distances between the answers of a prompt; null leaves the prompt out
 */
export function measureDistances(
  pool: Pool,
  matrixOf: (prompt: PooledPrompt) => DistanceMatrix | null,
  nothing: string,
): Measurement {
  const matrices = pool.map(matrixOf);
  const observed = pool.map(({ arrangements: [first] }, index) => {
    const matrix = matrices[index];
    return matrix && first ? splitDistances(matrix, first) : null;
  });
  const value = mean(observed.map((split) => split?.between ?? null));
  if (value === null) return unmeasured(nothing);
  const tables = tabulate(pool, ({ index }) => {
    const matrix = matrices[index];
    return matrix ? (tonight) => splitDistances(matrix, tonight).between : null;
  });
  const prompts = observed.map((split) => split && { value: split.between, noise: split.baseline });
  if (isPaired(pool.filter(({ index }) => matrices[index]))) {
    return { value, noise: null, unmeasured: NEEDS_REPETITIONS, components: [], prompts, facts: {} };
  }
  const component = meanOf(tables);
  return {
    value,
    noise: mean(prompts.map((prompt) => prompt?.noise ?? null)) ?? component,
    unmeasured: null,
    components: [component],
    prompts,
    facts: {},
  };
}

/** Mean of the known values, null when none is. Rounded to 12 decimals, so that 6 of 20 is 0.3 and not a hair above. */
export function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return Number((known.reduce((sum, value) => sum + value, 0) / known.length).toFixed(12));
}
