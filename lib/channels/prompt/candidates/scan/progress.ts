import { z } from 'zod';
import { GENERATIONS } from '#lib/langfuse/types.ts';

/** Where a scan stands, as its row keeps it. */
const scanCursor = z.object({
  /** Whose positions these are; another generation begins anew. */
  generation: z.enum(GENERATIONS),
  position: z.string().nullable(),
  /** Reasons why traces were left out, with how often. */
  skips: z.record(z.string(), z.int()),
});

export type ScanCursor = z.infer<typeof scanCursor>;

/** The stored cursor; null before the first page, or where it is none that is understood. */
export function readCursor(stored: unknown): ScanCursor | null {
  return scanCursor.safeParse(stored).data ?? null;
}

/** Reasons that are told apart; one a trace would let the row grow without end. */
const MOST_REASONS = 20;
const OTHER_REASONS = 'other reasons';

/** Adds reasons to those counted so far. */
export function countSkips(before: ScanCursor['skips'], reasons: readonly string[]): ScanCursor['skips'] {
  const counts = new Map(Object.entries(before));
  for (const reason of reasons) {
    const isRoom = counts.has(reason) || counts.size < MOST_REASONS;
    const name = isRoom ? reason : OTHER_REASONS;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

/** What was left out and why, in words; null when nothing was. */
export function explainSkips(skips: ScanCursor['skips']): string | null {
  const entries = Object.entries(skips).sort(([, a], [, b]) => b - a);
  if (entries.length === 0) return null;
  return `Left out: ${entries.map(([reason, count]) => `${count} × ${reason}`).join('; ')}.`;
}
