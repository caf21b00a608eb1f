import { DIMENSIONS } from './id.ts';

const BYTES_PER_COMPONENT = 4;
/** float32 rounding of 512 components stays far below this. */
const LENGTH_TOLERANCE = 1e-3;

/** Little-endian 32-bit floats, whatever the machine. */
export function bytesOfVector(vector: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(vector.length * BYTES_PER_COMPONENT);
  const view = new DataView(bytes.buffer);
  vector.forEach((component, index) => {
    view.setFloat32(index * BYTES_PER_COMPONENT, component, true);
  });
  return bytes;
}

/** Reads what {@link bytesOfVector} wrote. @returns the vector, or in words why the bytes are none. */
export function vectorOfBytes(bytes: Uint8Array): Float32Array | string {
  const expected = DIMENSIONS * BYTES_PER_COMPONENT;
  if (bytes.length !== expected) return `it has ${bytes.length} bytes instead of ${expected}`;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vector = Float32Array.from({ length: DIMENSIONS }, (_, index) =>
    view.getFloat32(index * BYTES_PER_COMPONENT, true),
  );
  const length = Math.hypot(...vector);
  if (!(Math.abs(length - 1) <= LENGTH_TOLERANCE)) return `its length is ${length} instead of 1`;
  return vector;
}
