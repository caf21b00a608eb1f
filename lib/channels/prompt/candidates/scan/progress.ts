import { z } from 'zod';
import { GENERATIONS } from '#lib/langfuse/types.ts';

/** Where a scan stands, as its row keeps it. */
const scanCursor = z.object({
  /** Whose positions these are; another generation begins anew. */
  generation: z.enum(GENERATIONS),
  position: z.string().nullable(),
  /** Reasons why traces were left out, with how often. */
  skips: z.record(z.string(), z.int()),
  /** Ids of the first traces that were left out for each reason, where the trace is to blame. */
  named: z.record(z.string(), z.array(z.string())).default({}),
});

export type ScanCursor = z.infer<typeof scanCursor>;

/** A score that became no candidate. */
export interface Skip {
  reason: string;
  /** Null where it is not the trace that is to blame. */
  traceId: string | null;
}

type Skipped = Pick<ScanCursor, 'skips' | 'named'>;

/** The stored cursor; null before the first page, or where it is none that is understood. */
export function readCursor(stored: unknown): ScanCursor | null {
  return scanCursor.safeParse(stored).data ?? null;
}

/** Reasons that are told apart; one a trace would let the row grow without end. */
const MOST_REASONS = 20;
const OTHER_REASONS = 'other reasons';

/** Traces named for each reason. */
const MOST_NAMED = 3;

/** Adds what was left out to what was so far. */
export function countSkips(before: Skipped, skipped: readonly Skip[]): Skipped {
  const counts = new Map(Object.entries(before.skips));
  const named = new Map(Object.entries(before.named));
  for (const { reason, traceId } of skipped) {
    const isRoom = counts.has(reason) || counts.size < MOST_REASONS;
    const name = isRoom ? reason : OTHER_REASONS;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const ids = named.get(name) ?? [];
    if (traceId !== null && ids.length < MOST_NAMED) named.set(name, [...ids, traceId]);
  }
  return { skips: Object.fromEntries(counts), named: Object.fromEntries(named) };
}

/** What was left out and why, in words; null when nothing was. */
export function explainSkips({ skips, named }: Skipped): string | null {
  const entries = Object.entries(skips).sort(([, a], [, b]) => b - a);
  if (entries.length === 0) return null;
  return `Left out: ${entries.map(([reason, count]) => `${count} × ${reason}${traces(named[reason] ?? [], count)}`).join('; ')}.`;
}

function traces(ids: readonly string[], count: number): string {
  if (ids.length === 0) return '';
  const more = count > ids.length ? ` and ${count - ids.length} more` : '';
  return ` (${count === 1 ? 'trace' : 'traces'} ${ids.join(', ')}${more})`;
}
