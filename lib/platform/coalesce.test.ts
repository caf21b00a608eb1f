import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coalesce } from './coalesce.ts';

const options = { windowMs: 5, maxItems: 3 };

describe('coalesce', () => {
  it('writes what arrives together at once, and never more than fits', async () => {
    const batches: number[][] = [];
    const add = coalesce<number>(async (items) => void batches.push([...items]), options);
    await Promise.all([1, 2, 3, 4].map(add));
    await add(5);
    expect(batches).toEqual([[1, 2, 3], [4], [5]]);
  });

  it('does not resolve before its item is written', async () => {
    let written = false;
    const add = coalesce<number>(async () => {
      await sleep(20);
      written = true;
    }, options);
    await add(1);
    expect(written).toBe(true);
  });

  it('fails everyone when nothing can be written', async () => {
    const add = coalesce<number>(() => Promise.reject(new Error('no database')), options);
    const results = await Promise.allSettled([1, 2].map(add));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('one bad item fails only its own caller, and every good one is written once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer(), { maxLength: 12 }), async (items) => {
        const isBad = (item: number) => item % 3 === 0;
        const written: number[] = [];
        const add = coalesce<number>(
          async (batch) => {
            if (batch.some(isBad)) throw new Error('poisoned');
            written.push(...batch);
          },
          { windowMs: 0, maxItems: 4 },
        );
        const results = await Promise.allSettled(items.map(add));
        expect(results.map(({ status }) => status === 'rejected')).toEqual(items.map(isBad));
        expect(written.toSorted()).toEqual(items.filter((item) => !isBad(item)).toSorted());
      }),
      { numRuns: 50 },
    );
  });

  it('tries the items of a failed batch side by side, so that an outage does not add up', async () => {
    let atOnce = 0;
    let peak = 0;
    const add = coalesce<number>(async () => {
      atOnce += 1;
      peak = Math.max(peak, atOnce);
      await sleep(5);
      atOnce -= 1;
      throw new Error('away');
    }, options);
    await Promise.allSettled([1, 2, 3].map(add));
    expect(peak).toBe(3);
  });
});
