import { describe, expect, it } from 'vitest';
import { distanceMatrix, energyOf, meanDistance, splitDistances } from './distances.ts';
import { cosineDistance, gramVector, hammingDistance } from './grams.ts';

const matrix = distanceMatrix([0, 1, 3, 7], (left, right) => Math.abs(left - right));

it('splits the distances of a pool by side', () => {
  expect(meanDistance(matrix)).toBeCloseTo((1 + 3 + 7 + 2 + 6 + 4) / 6);
  expect(splitDistances(matrix, Uint16Array.of(0))).toEqual({ between: 11 / 3, tonight: null, baseline: 4 });
  expect(splitDistances(matrix, Uint16Array.of(0, 1))).toEqual({
    between: (3 + 7 + 2 + 6) / 4,
    tonight: 1,
    baseline: 4,
  });
});

it('energy is the distance between the sides beyond that within them', () => {
  expect(energyOf({ between: 5, tonight: 1, baseline: 3 })).toBe(3);
  expect(energyOf({ between: 5, tonight: null, baseline: 3 })).toBe(2);
  expect(energyOf({ between: 5, tonight: null, baseline: null })).toBe(5);
});

describe('distances between texts', () => {
  const texts = ['', 'a', 'Yes.', 'Yes, it is.', 'naïve 👩‍👩‍👧', 'שלום עולם', '\ud800', 'x'.repeat(50_000)];

  it.each([
    ['hamming', hammingDistance],
    ['4-grams', (left: string, right: string) => cosineDistance(gramVector(left), gramVector(right))],
  ])('%s: 0 for the same text, symmetric, between 0 and 1', (_name, distance) => {
    for (const left of texts) {
      for (const right of texts) {
        expect(distance(left, right)).toBeCloseTo(distance(right, left), 6);
        expect(distance(left, right)).toBeGreaterThanOrEqual(0);
        expect(distance(left, right)).toBeLessThanOrEqual(1.000001);
      }
      expect(distance(left, left)).toBeCloseTo(0, 6);
    }
  });

  it('see what differs', () => {
    expect(hammingDistance('abcd', 'abXd')).toBe(0.25);
    expect(hammingDistance('abcd', 'ab')).toBe(0.5);
    const [short, moved, other] = ['The cat sat on the mat.', 'On the mat sat the cat.', 'Whales are mammals.'].map(
      gramVector,
    );
    expect.assert(short && moved && other);
    expect(cosineDistance(short, moved)).toBeLessThan(cosineDistance(short, other));
  });
});
