import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantityInNanos } from './quantity.ts';

describe('quantityInNanos', () => {
  it.each([
    ['1', '1000m'],
    ['0.5', '500m'],
    ['1Gi', '1024Mi'],
    ['1Ki', '1024'],
    ['5e-1', '500m'],
    ['1E3', '1k'],
    ['1E', '1e18'],
    ['.5', '0.5'],
    ['1.', 1],
    ['+1', 1],
    ['-1500m', -1.5],
    ['0', '0Gi'],
    ['0.1n', '1n'],
    ['100000u', 0.1],
  ])('%s is %s', (one, other) => {
    expect(quantityInNanos(one)).not.toBeNull();
    expect(quantityInNanos(one)).toBe(quantityInNanos(other));
  });

  it.each(['1', '1k', '1Ki', '1m', '1M', '1Mi'])('%s is like no other', (text) => {
    const others = ['1', '1k', '1Ki', '1m', '1M', '1Mi'].filter((other) => other !== text);
    for (const other of others) expect(quantityInNanos(text)).not.toBe(quantityInNanos(other));
  });

  it.each(['', '.', 'x', '1 Gi', '1gi', '1e9999', '--1', '0x1', '1'.repeat(65), true, null, {}])(
    '%j is none',
    (value) => {
      expect(quantityInNanos(value)).toBeNull();
    },
  );

  it('reads whole amounts in every unit alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (amount) => {
        expect(quantityInNanos(`${amount * 1024}Mi`)).toBe(quantityInNanos(`${amount}Gi`));
        expect(quantityInNanos(`${amount * 1000}m`)).toBe(quantityInNanos(amount));
      }),
    );
  });
});
