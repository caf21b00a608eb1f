import { z } from 'zod';
import { id, instant } from '../contract/common.ts';
import { TidemarkError } from '../platform/errors.ts';

interface CursorCodec<Key> {
  encode: (key: Key) => string;
  /** @throws TidemarkError `invalid_input` when `text` is not a cursor of this list. */
  decode: (text: string | undefined) => Key | undefined;
}

/**
 * A list's cursor: the sort key of the last row shown, as base64url JSON. It is opaque to callers and
 * checked against `key` when it comes back, so a list can change its order without misreading old ones.
 */
export function cursorCodec<Key>(key: z.ZodType<Key>): CursorCodec<Key> {
  return {
    encode: (value) => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url'),
    decode: (text) => {
      if (text === undefined) return undefined;
      const parsed = key.safeParse(jsonOf(text));
      if (parsed.success) return parsed.data;
      const message = 'is not a cursor of this list; start again without one';
      throw new TidemarkError('invalid_input', `The cursor ${message}.`, { issues: [{ path: 'cursor', message }] });
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Lists ordered by a moment, ties broken by id. */
export const timeCursor = cursorCodec(z.tuple([instant, id]));

/** Lists ordered by a name, ties broken by id. */
export const nameCursor = cursorCodec(z.tuple([z.string(), id]));

/** Lists ordered by id alone. */
export const idCursor = cursorCodec(z.tuple([id]));

/**
 * Cuts one page out of `rows`, which were read with `take: limit + 1` from just after the cursor.
 *
 * @returns the first `limit` rows as `view`s, and the cursor of the last of them where more follow.
 */
export function pageOf<Row, View>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => View,
  cursorOf: (row: Row) => string,
): { items: View[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(view),
    nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null,
  };
}
