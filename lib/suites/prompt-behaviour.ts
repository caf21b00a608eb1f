import { pairwiseMismatchShare } from '#lib/channels/model/mismatch.ts';
import type { Db } from '#lib/platform/db.ts';

/** How far back a prompt's last movement is looked for, in milliseconds. */
const MOVES_SPAN_MS = 90 * 24 * 60 * 60_000;

/**
 * How much the answers to each prompt differ within one baseline, averaged over the ready baselines of a version.
 *
 * @returns share of differing answer pairs, 0 to 1, by prompt id; without prompts that no baseline measured twice
 */
export async function variabilityByPrompt(db: Db, suiteVersionId: number): Promise<Map<number, number>> {
  const rows = await db.$queryRaw<{ prompt_id: number; hashes: string[] }[]>`
    SELECT sample.prompt_id, array_agg(sample.canonical_hash) AS hashes
    FROM baseline
    JOIN baseline_run ON baseline_run.baseline_id = baseline.id
    JOIN run ON run.id = baseline_run.run_id
    JOIN sample ON sample.month = run.month AND sample.run_id = run.id
    WHERE baseline.suite_version_id = ${suiteVersionId}::int AND baseline.state = 'ready'
      AND sample.outcome = 'measured'
    GROUP BY baseline.id, sample.prompt_id`;
  const shares = new Map<number, number[]>();
  for (const { prompt_id, hashes } of rows) {
    const share = pairwiseMismatchShare(hashes);
    if (share !== null) shares.set(prompt_id, [...(shares.get(prompt_id) ?? []), share]);
  }
  return new Map([...shares].map(([promptId, each]) => [promptId, mean(each)]));
}

/** The latest run of the last 90 days in which each prompt's answer was new, by prompt id. */
export async function lastMoves(
  db: Db,
  suiteVersionId: number,
  now: Date,
): Promise<Map<number, { runId: number; at: Date }>> {
  const since = new Date(now.getTime() - MOVES_SPAN_MS);
  const rows = await db.$queryRaw<{ prompt_id: number; run_id: number; at: Date }[]>`
    SELECT DISTINCT ON (comparison.prompt_id) comparison.prompt_id, run.id AS run_id, run.finished_at AS at
    FROM run
    JOIN prompt_comparison AS comparison ON comparison.run_id = run.id
    WHERE run.suite_version_id = ${suiteVersionId}::int AND run.created_at >= ${since}
      AND run.status = 'finished' AND comparison.movement = 'changed'
    ORDER BY comparison.prompt_id, run.created_at DESC, run.id DESC`;
  return new Map(rows.map((row) => [row.prompt_id, { runId: row.run_id, at: row.at }]));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
