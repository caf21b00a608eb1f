import { invariant } from '#lib/platform/errors.ts';
import type { Component } from './component.ts';
import type { Pool } from './pool.ts';

/** Answers beyond this are not encoded into a mean shift: its cost grows with their square. */
const MOST_ANSWERS = 2000;

/** The common movement of many vectors: how far the mean of tonight's lies from the mean of the baseline's. */
export interface MeanShift {
  /** Norm of the mean over prompts of (mean of tonight − mean of the baseline). */
  component: Component;
  /** For each prompt of the pool, how far it moved along the common direction; null where it does not count. */
  along: readonly (number | null)[];
}

/**
 * Tabulates the mean shift of vectors. A prompt's shift is (1/r + 1/k) times the sum of tonight's vectors after
 * centring all of its vectors, so the squared norm of the sum over prompts is a sum of dot products that are computed
 * once. A prompt whose answers are all alike never moves: it counts, but costs nothing. Prompts are left out, the last
 * first, where there are more answers than MOST_ANSWERS.
 *
 * @param vectorsOf vectors of one length for the answers of a prompt; null leaves the prompt out
 */
export function meanShift(pool: Pool, vectorsOf: (index: number) => readonly Float32Array[] | null): MeanShift | null {
  const centred: Float64Array[] = [];
  const offsets = pool.map(({ index, tonightCount, baselineCount }): number | 'left out' | 'still' => {
    const vectors = vectorsOf(index);
    if (vectors === null || centred.length + vectors.length > MOST_ANSWERS) return 'left out';
    if (allAlike(vectors)) return 'still';
    const offset = centred.length;
    centred.push(...centre(vectors, 1 / tonightCount + 1 / baselineCount));
    return offset;
  });
  const counted = offsets.filter((offset) => offset !== 'left out').length;
  if (counted === 0) return null;
  const moving = pool.flatMap(({ index, tonightCount, arrangements }) => {
    const offset = offsets[index];
    return typeof offset === 'number' ? [{ index, tonightCount, arrangements, offset }] : [];
  });
  const products = dotProducts(centred);
  const picks = new Uint16Array(moving.reduce((sum, { tonightCount }) => sum + tonightCount, 0));

  const pick = (permutation: Uint16Array) => {
    let count = 0;
    for (const { index, arrangements, offset } of moving) {
      const arrangement = arrangements[permutation[index] ?? 0];
      invariant(arrangement, 'a permutation names arrangements that exist');
      for (let i = 0; i < arrangement.length; i++) picks[count++] = offset + (arrangement[i] ?? 0);
    }
  };
  const component: Component = (permutation) => {
    pick(permutation);
    let square = 0;
    for (let i = 0; i < picks.length; i++) {
      const row = (picks[i] ?? 0) * centred.length;
      for (let j = 0; j < i; j++) square += 2 * (products[row + (picks[j] ?? 0)] ?? 0);
      square += products[row + (picks[i] ?? 0)] ?? 0;
    }
    return Math.sqrt(Math.max(0, square)) / counted;
  };
  const norm = component(new Uint16Array(pool.length)) * counted;
  let next = 0;
  const along = pool.map(({ index, tonightCount }) => {
    if (offsets[index] === 'left out') return null;
    if (offsets[index] === 'still') return 0;
    let sum = 0;
    for (const end = next + tonightCount; next < end; next++) {
      for (const other of picks) sum += products[(picks[next] ?? 0) * centred.length + other] ?? 0;
    }
    return norm > 0 ? sum / norm : 0;
  });
  return { component, along };
}

function allAlike([first, ...others]: readonly Float32Array[]): boolean {
  return others.every((vector) => vector === first || vector.every((value, at) => value === first?.[at]));
}

/** In double precision: the halves of a pair must cancel exactly, or rounding would break ties. */
function centre(vectors: readonly Float32Array[], weight: number): Float64Array[] {
  const [first] = vectors;
  invariant(first, 'a pooled prompt has answers');
  const mean = Float64Array.from(
    first,
    (_, at) => vectors.reduce((sum, vector) => sum + (vector[at] ?? 0), 0) / vectors.length,
  );
  return vectors.map((vector) => Float64Array.from(vector, (value, at) => weight * (value - (mean[at] ?? 0))));
}

function dotProducts(vectors: readonly Float64Array[]): Float64Array {
  const size = vectors.length;
  const products = new Float64Array(size * size);
  vectors.forEach((left, i) => {
    for (let j = 0; j <= i; j++) {
      const right = vectors[j] ?? left;
      let sum = 0;
      for (let at = 0; at < left.length; at++) sum += (left[at] ?? 0) * (right[at] ?? 0);
      products[i * size + j] = products[j * size + i] = sum;
    }
  });
  return products;
}
