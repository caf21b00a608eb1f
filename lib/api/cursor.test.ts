import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TidemarkError } from '../platform/errors.ts';
import { idCursor, nameCursor, pageOf, timeCursor } from './cursor.ts';

describe('cursors', () => {
  test('come back as they went out', () => {
    const key: [string, number] = ['2026-11-23T02:00:00.000Z', 7];
    expect(timeCursor.decode(timeCursor.encode(key))).toEqual(key);
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        (name, id) => {
          expect(nameCursor.decode(nameCursor.encode([name, id]))).toEqual([name, id]);
        },
      ),
    );
  });

  test('are url-safe', () => {
    expect(nameCursor.encode(['Ångström / ?&=+', 1])).toMatch(/^[\w-]+$/);
  });

  test('an absent one is the first page', () => {
    expect(idCursor.decode(undefined)).toBeUndefined();
  });

  test.each(['', 'zz', 'WzBd', idCursor.encode([3]).slice(1), timeCursor.encode(['2026-11-23T02:00:00.000Z', 7])])(
    'a foreign or broken one is refused: %j',
    (text) => {
      expect(() => idCursor.decode(text)).toThrow(TidemarkError);
    },
  );

  test('whatever is sent, it is decoded or refused', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(timeCursor.decode(text)).toHaveLength(2);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid_input', issues: [{ path: 'cursor' }] });
        }
      }),
    );
  });
});

describe('pageOf', () => {
  const cursorOf = (row: number) => String(row);
  const same = (row: number) => row;

  test.each<[string, number[], { items: number[]; nextCursor: string | null }]>([
    ['no rows', [], { items: [], nextCursor: null }],
    ['fewer than fit', [1], { items: [1], nextCursor: null }],
    ['as many as fit', [1, 2], { items: [1, 2], nextCursor: null }],
    ['one more', [1, 2, 3], { items: [1, 2], nextCursor: '2' }],
  ])('%s', (_, rows, expected) => {
    expect(pageOf(rows, 2, same, cursorOf)).toEqual(expected);
  });
});
