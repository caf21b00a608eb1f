/** Only the start of a longer answer is compared character by character, in UTF-16 code units; its length counts in full. */
export const COMPARED_CHARS = 20_000;

/** 32-bit FNV-1a over UTF-16 code units (Fowler, Noll & Vo), so that lone surrogates are characters like any other. */
export function hashText(text: string, from = 0, to = text.length): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Scales to length 1 in place; a vector of zeros stays one. */
export function normalise(vector: Float32Array): Float32Array {
  let square = 0;
  for (const value of vector) square += value * value;
  if (square > 0) for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] ?? 0) / Math.sqrt(square);
  return vector;
}
