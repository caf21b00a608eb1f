import { describe, expect, it } from 'vitest';
import { DIMENSIONS } from './id.ts';
import { bytesOfVector, vectorOfBytes } from './vector-bytes.ts';

const vector = new Float32Array(DIMENSIONS).fill(1 / Math.sqrt(DIMENSIONS));

describe('vectors as bytes', () => {
  it('are little-endian 32-bit floats', () => {
    expect([...bytesOfVector(Float32Array.of(1, -2))]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
  });

  it('come back as they were, also from within a larger buffer', () => {
    const bytes = bytesOfVector(vector);
    expect(vectorOfBytes(bytes)).toEqual(vector);
    const inside = new Uint8Array(bytes.length + 3);
    inside.set(bytes, 3);
    expect(vectorOfBytes(inside.subarray(3))).toEqual(vector);
  });

  it.each([
    ['cut short', bytesOfVector(vector).subarray(4), /2044 bytes instead of 2048/],
    ['empty', new Uint8Array(), /0 bytes/],
    ['not a number', bytesOfVector(vector.with(7, Number.NaN)), /length is NaN/],
    ['infinite', bytesOfVector(vector.with(7, Number.POSITIVE_INFINITY)), /length is Infinity/],
    ['zero', bytesOfVector(new Float32Array(DIMENSIONS)), /length is 0/],
  ])('are refused when %s', (_, bytes, reason) => {
    expect(vectorOfBytes(bytes)).toMatch(reason);
  });
});
