import type { PrismaClient } from '#generated/prisma/client.ts';
import { inTransaction } from '#lib/platform/db.ts';
import type { NewCandidate } from '../from-trace/candidate.ts';
import type { ScanCursor } from './progress.ts';

/** One page of a scan, done. */
export interface DonePage {
  /** Scores that the scan had seen before: tells a page that somebody else stored meanwhile. */
  seenBefore: number;
  scores: number;
  duplicates: number;
  skipped: number;
  candidates: readonly NewCandidate[];
  cursor: ScanCursor;
}

/**
 * Stores a page: its candidates and where the next one begins, together or not at all. Traces that are candidates
 * already, by id or by content, are counted and left as they are.
 *
 * @returns false when the scan was cancelled, or went on elsewhere; nothing is stored then.
 */
export function storePage(
  db: PrismaClient,
  { id: scanId, sourceId }: { id: number; sourceId: number },
  page: DonePage,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const held = await tx.$queryRaw<unknown[]>`
      SELECT id FROM candidate_scan
      WHERE id = ${scanId}::int AND status = 'running' AND scores_seen = ${page.seenBefore}::int FOR UPDATE`;
    if (held.length === 0) return false;
    const rows = page.candidates.map((candidate) => ({
      ...candidate,
      redactions: candidate.redactions.map((each) => ({ ...each })),
      sourceId,
      scanId,
    }));
    const { count: added } = await tx.candidate.createMany({ data: rows, skipDuplicates: true });
    await tx.candidateScan.update({
      where: { id: scanId },
      data: {
        cursor: page.cursor,
        scoresSeen: { increment: page.scores },
        added: { increment: added },
        duplicates: { increment: page.duplicates + rows.length - added },
        skipped: { increment: page.skipped },
      },
      select: { id: true },
    });
    return true;
  });
}
