import type { ThreadedEncoder } from '../channels/model/encoder/encoder.ts';
import { DIMENSIONS, ENCODER_ID } from '../channels/model/encoder/id.ts';
import { sha256 } from '../platform/crypto.ts';

/** Stands in for the encoder in tests: texts that share words are close to each other, at no cost of time or memory. */
export function wordEncoder(id = ENCODER_ID): ThreadedEncoder {
  return { id, encode: async (texts) => texts.map(vectorOf), close: async () => undefined };
}

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const word of text.toLowerCase().match(/\w+/g) ?? ['']) {
    const at = Number.parseInt(sha256(word).slice(0, 8), 16) % DIMENSIONS;
    vector[at] = (vector[at] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((component) => component / length);
}
