import { COMPARED_CHARS, hashText, normalise } from './text.ts';

const GRAM = 4;
const BUCKETS = 1024;

/** Character 4-grams of a text, hashed into buckets; square roots of their counts, so that repetition counts little. */
export function gramVector(text: string): Float32Array {
  const counts = new Float32Array(BUCKETS);
  const padded = ` ${text.slice(0, COMPARED_CHARS)} `;
  for (let at = 0; at + GRAM <= Math.max(padded.length, GRAM); at++) {
    const bucket = hashText(padded, at, Math.min(at + GRAM, padded.length)) % BUCKETS;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  for (let bucket = 0; bucket < BUCKETS; bucket++) counts[bucket] = Math.sqrt(counts[bucket] ?? 0);
  return normalise(counts);
}

/** One less the cosine of two vectors of length 1: 0 for the same, about 1 for nothing in common. */
export function cosineDistance(left: Float32Array, right: Float32Array): number {
  let product = 0;
  for (let at = 0; at < left.length; at++) product += (left[at] ?? 0) * (right[at] ?? 0);
  return Math.max(0, 1 - product);
}

/** Share of positions at which two texts differ, 0 to 1; the end of the longer one differs from nothing. */
export function hammingDistance(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length, COMPARED_CHARS);
  const longer = Math.min(Math.max(left.length, right.length), COMPARED_CHARS);
  if (longer === 0) return 0;
  let differing = longer - shorter;
  for (let at = 0; at < shorter; at++) if (left.charCodeAt(at) !== right.charCodeAt(at)) differing++;
  return differing / longer;
}
