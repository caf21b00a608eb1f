import { z } from 'zod';

/** A moment, ISO 8601 with zone, always UTC on the wire. */
export const instant = z.iso.datetime({ offset: true });

/** Largest id the database can hold (32-bit). */
const MAX_ID = 2 ** 31 - 1;

/** Row ids are positive integers. */
export const id = z.int().positive().max(MAX_ID);

/** Id in a path or a query, where everything is text. */
export const idText = z.coerce.number<number | string>().int().positive().max(MAX_ID);

export const severity = z.enum(['P0', 'P1', 'P2', 'P3']);
export const channel = z.enum(['model', 'prompt', 'code', 'config']);
export const verdict = z.enum(['stable', 'drifted', 'calibrating', 'unmeasured']);
export const role = z.enum(['viewer', 'curator', 'operator', 'admin']);

/** Somebody named on a page. */
export const personRef = z.object({ id, name: z.string() });

/** Query of every list: an opaque cursor from the previous page (it may hold a name of 120 characters) and a page size. */
export const pageQuery = z.object({
  cursor: z.string().max(800).optional(),
  limit: z.coerce.number<number | string>().int().min(1).max(200).default(50),
});

/** One page of a list; `nextCursor` is null on the last page. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** An RFC 9457 problem document. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

export type Severity = z.infer<typeof severity>;
export type Channel = z.infer<typeof channel>;
export type Verdict = z.infer<typeof verdict>;
export type PageQuery = z.infer<typeof pageQuery>;
export type PersonRef = z.infer<typeof personRef>;
export type Problem = z.infer<typeof problem>;
