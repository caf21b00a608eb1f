/**
 * Seeded generator of uniform numbers in [0, 1), 32 bits each (sfc32 of PractRand: period about 2¹²⁸, passes its
 * tests). The same seed gives the same numbers on every machine.
 *
 * @param seed any number; its lower 32 bits and what lies above them count
 */
export function createRandom(seed: number): () => number {
  let a = 0x9e3779b9;
  let b = seed | 0;
  let c = Math.floor(seed / 2 ** 32) | 0;
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 16; warmUp++) next();
  return next;
}
