import type { Prisma, PrismaClient } from '#generated/prisma/client.ts';
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
    const added = await addCandidates(tx, { scanId, sourceId }, page.candidates);
    await tx.candidateScan.update({
      where: { id: scanId },
      data: {
        cursor: page.cursor,
        scoresSeen: { increment: page.scores },
        added: { increment: added },
        duplicates: { increment: page.duplicates + page.candidates.length - added },
        skipped: { increment: page.skipped },
      },
      select: { id: true },
    });
    return true;
  });
}

/** One parameter for all rows: Prisma would keep a plan with a node per value, some megabytes for each page. */
function addCandidates(
  tx: Prisma.TransactionClient,
  { scanId, sourceId }: { scanId: number; sourceId: number },
  candidates: readonly NewCandidate[],
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO candidate (
      source_id, scan_id, trace_id, trace_url, trace_at, content_hash, score, evaluator, comment, model, cost_usd,
      latency_ms, input, output, redactions, draft
    )
    SELECT ${sourceId}::int, ${scanId}::int, "traceId", "traceUrl", "traceAt", "contentHash", score, evaluator, comment,
      model, "costUsd", "latencyMs", input, output, redactions, draft
    FROM jsonb_to_recordset(${JSON.stringify(candidates)}::jsonb) AS given (
      "traceId" text, "traceUrl" text, "traceAt" timestamptz, "contentHash" text, score float8, evaluator text,
      comment text, model text, "costUsd" float8, "latencyMs" int, input text, output text, redactions jsonb, draft text
    )
    ON CONFLICT DO NOTHING`;
}
