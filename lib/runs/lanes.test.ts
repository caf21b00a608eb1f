import fc from 'fast-check';
import { expect, it } from 'vitest';
import { laneCount } from './lanes.ts';

it.each([
  [20, 4, 4],
  [3, 4, 3],
  [1, 50, 1],
  [0, 4, 1],
])('%i samples at %i at once need %i lanes', (samples, concurrency, lanes) => {
  expect(laneCount(samples, concurrency)).toBe(lanes);
});

it('the lanes share out every position exactly once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 50 }), (samples, concurrency) => {
      const lanes = laneCount(samples, concurrency);
      const visited = Array.from({ length: lanes }, (_, lane) => {
        const positions: number[] = [];
        for (let position = lane; position < samples; position += lanes) positions.push(position);
        return positions;
      });
      expect(visited.every((positions) => positions.length > 0)).toBe(true);
      expect(visited.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: samples }, (_, index) => index));
    }),
  );
});
