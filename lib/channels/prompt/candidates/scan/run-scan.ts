import type { CandidateScan, LangfuseSource, PrismaClient } from '#generated/prisma/client.ts';
import { nextDelayMs } from '#lib/gateway/backoff.ts';
import type { JobPayload } from '#lib/jobs/catalog.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { jobKeys } from '#lib/jobs/job-keys.ts';
import type { LangfuseWorld } from '#lib/langfuse/get.ts';
import { openLangfuse } from '#lib/langfuse/open.ts';
import type { LangfuseClient, ScoreQuery } from '#lib/langfuse/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { SCAN_ATTEMPTS, SCAN_MAX_SCORES } from '#lib/policy/thresholds.ts';
import { sourceCredentials } from '../sources/credentials.ts';
import { chooseScores } from './choose.ts';
import { countSkips, explainSkips, readCursor, type ScanCursor } from './progress.ts';
import { readTraces } from './read-traces.ts';
import { storePage } from './store-page.ts';

/** What a scan touches outside itself. */
export interface ScanDeps extends LangfuseWorld {
  db: PrismaClient;
  /** Told when a page is stored: the memory that it took is free. */
  afterPage?: () => void;
}

type Scan = CandidateScan & { source: LangfuseSource };

/**
 * Searches on from where the scan stands, page by page, each stored with the position of the next. A passing fault
 * hands the rest to a job of its own; the last try of a page, and any other fault, ends the scan. A scan that was
 * cancelled is left alone.
 *
 * @param shutdown aborts when the process must stop; the page at hand is then read again.
 */
export async function runScan(
  deps: ScanDeps,
  { scanId, attempt }: JobPayload<'candidates.scan'>,
  shutdown: AbortSignal,
): Promise<void> {
  const { db } = deps;
  const { count } = await db.candidateScan.updateMany({
    where: { id: scanId, status: { in: ['queued', 'running'] } },
    data: { status: 'running' },
  });
  if (count === 0) return;
  const before = await loadScan(db, scanId);
  try {
    await readPages(deps, before, attempt >= SCAN_ATTEMPTS, shutdown);
  } catch (error) {
    const { scoresSeen } = await loadScan(db, scanId);
    const tries = scoresSeen > before.scoresSeen ? 1 : attempt;
    if (shutdown.aborted) return again(db, scanId, tries, 0);
    if (!(error instanceof TidemarkError)) throw error;
    const isPassing = error.code === 'unavailable' || error.code === 'rate_limited';
    if (!isPassing || tries >= SCAN_ATTEMPTS) return end(db, scanId, deps.now(), 'failed', error.message);
    const retryAfterMs = (error.retryAfterSeconds ?? 0) * 1000;
    await again(db, scanId, tries + 1, nextDelayMs({ attempt: tries, retryAfterMs, random: deps.random }));
  }
}

function loadScan(db: PrismaClient, scanId: number): Promise<Scan> {
  return db.candidateScan.findUniqueOrThrow({ where: { id: scanId }, include: { source: true } });
}

async function readPages(deps: ScanDeps, scan: Scan, isLastTry: boolean, shutdown: AbortSignal): Promise<void> {
  const { source } = scan;
  const client = await openLangfuse(sourceCredentials(source), deps, shutdown);
  const query = { evaluator: source.evaluator, scoreAtMost: source.scoreAtMost, from: scan.from, to: scan.to };
  let cursor = startOf(readCursor(scan.cursor), client);
  let { scoresSeen } = scan;
  for (let isFirst = true; ; isFirst = false) {
    const page = await readPage(deps.db, client, source, query, cursor, isLastTry && isFirst, shutdown);
    const stored = await storePage(deps.db, scan, { ...page, seenBefore: scoresSeen });
    if (!stored) return;
    deps.afterPage?.();
    scoresSeen += page.scores;
    if (page.cursor.position === null) return finish(deps, scan.id, page.cursor, null);
    if (scoresSeen >= SCAN_MAX_SCORES) return finish(deps, scan.id, page.cursor, TOO_MANY);
    if (page.cursor.position === cursor.position || page.scores === 0) throw endless();
    cursor = page.cursor;
  }
}

/** Positions of one generation mean nothing to the other: what was found before is then met again, as duplicates. */
function startOf(stored: ScanCursor | null, { generation }: LangfuseClient): ScanCursor {
  if (stored?.generation === generation) return stored;
  return { generation, position: null, skips: stored?.skips ?? {}, named: stored?.named ?? {} };
}

async function readPage(
  db: PrismaClient,
  client: LangfuseClient,
  source: LangfuseSource,
  query: ScoreQuery,
  { position, generation, ...skipped }: ScanCursor,
  isLastTry: boolean,
  signal: AbortSignal,
) {
  const { scores, next } = await client.scores(query, position, signal);
  const traceIds = scores.flatMap(({ traceId }) => (traceId === null ? [] : [traceId]));
  const candidates = await db.candidate.findMany({
    where: { sourceId: source.id, traceId: { in: traceIds } },
    select: { traceId: true },
  });
  const choice = chooseScores(scores, new Set(candidates.map(({ traceId }) => traceId)), query.scoreAtMost);
  const read = await readTraces(client, choice.wanted, query, { agent: source.agent, isLastTry }, signal);
  const skips = [...choice.skips, ...read.skips];
  return {
    scores: scores.length,
    duplicates: choice.duplicates,
    skipped: skips.length,
    candidates: read.candidates,
    cursor: { generation, position: next, ...countSkips(skipped, skips) },
  };
}

const TOO_MANY = `Stopped after ${SCAN_MAX_SCORES} scores: lower the score limit of the source or search fewer days.`;

function endless(): TidemarkError {
  return new TidemarkError('unavailable', 'Langfuse: the list of scores leads back to the same page.');
}

function finish({ db, now }: ScanDeps, scanId: number, skipped: ScanCursor, note: string | null): Promise<void> {
  const notes = [note, explainSkips(skipped)].filter((each) => each !== null);
  return end(db, scanId, now(), 'finished', notes.length === 0 ? null : notes.join(' '));
}

async function end(
  db: PrismaClient,
  scanId: number,
  finishedAt: Date,
  status: 'finished' | 'failed',
  error: string | null,
): Promise<void> {
  await db.candidateScan.updateMany({ where: { id: scanId, status: 'running' }, data: { status, error, finishedAt } });
}

function again(db: PrismaClient, scanId: number, attempt: number, delayMs: number): Promise<void> {
  return enqueue(db, 'candidates.scan', { scanId, attempt }, { key: jobKeys.scan(scanId), delayMs });
}
