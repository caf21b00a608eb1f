import { meanOf, type Tables, tabulate } from './component.ts';
import { type DistanceMatrix, distanceMatrix, energyOf, meanDistance, splitDistances } from './distances.ts';
import { cosineDistance } from './grams.ts';
import { meanShift } from './mean-shift.ts';
import { type Measurement, type Statistic, unmeasured } from './measurement.ts';
import { isPaired, type Pool, type PooledPrompt } from './pool.ts';
import { measureDistances } from './symmetric.ts';

const NOT_ENCODED = 'The answers have no usable sentence encodings.';

/**
 * Drift of meaning by sentence encodings. With repetitions the value is the mean cosine distance of tonight's answers
 * to the baseline's, against that within the baseline; the test adds how far all prompts moved in one common
 * direction. With one answer on each side only the common movement can be told from noise, and is the value.
 *
 * Prompts with an answer that has no encoding, or not a finite one, are left out; encodings of different lengths come
 * from different encoders and are never compared.
 */
export const embeddingDrift: Statistic = (pool): Measurement => {
  const lengths = new Set(pool.flatMap(({ answers }) => answers.flatMap(({ embedding }) => embedding?.length ?? [])));
  if (lengths.size > 1) return unmeasured('Answers were encoded by different encoders, which are never compared.');
  const encoded = pool.map(encodingsOf);
  const shift = meanShift(pool, (index) => encoded[index] ?? null);
  if (shift === null) return unmeasured(NOT_ENCODED);
  const counted = pool.filter(({ index }) => encoded[index]);
  const facts = { paired: isPaired(counted), promptsWithoutEncoding: pool.length - counted.length };
  if (facts.paired) {
    return {
      value: shift.component(new Uint16Array(pool.length)),
      noise: shift.component,
      unmeasured: null,
      components: [shift.component],
      prompts: shift.along.map((value) => (value === null ? null : { value, noise: null })),
      facts,
    };
  }
  const matrices = encoded.map(matrixOf);
  const distances = measureDistances(pool, ({ index }) => matrices[index] ?? null, NOT_ENCODED);
  return { ...distances, components: [meanOf(energies(pool, matrices)), shift.component], facts };
};

/** Energy distance between the sides of each prompt, in units of its own mean distance. */
function energies(pool: Pool, matrices: readonly (DistanceMatrix | null)[]): Tables {
  return tabulate(pool, ({ index }) => {
    const matrix = matrices[index];
    if (!matrix) return null;
    const scale = meanDistance(matrix);
    return (tonight) => (scale > 1e-6 ? energyOf(splitDistances(matrix, tonight)) / scale : 0);
  });
}

function encodingsOf({ answers }: PooledPrompt): Float32Array[] | null {
  const encodings = answers.flatMap(({ embedding }) => (embedding?.every(Number.isFinite) ? [embedding] : []));
  return encodings.length === answers.length ? encodings : null;
}

function matrixOf(encodings: readonly Float32Array[] | null): DistanceMatrix | null {
  return encodings && distanceMatrix(encodings, cosineDistance);
}
