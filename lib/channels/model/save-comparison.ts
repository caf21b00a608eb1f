import type { Prisma } from '#generated/prisma/client.ts';
import type { EvaluationFacts } from './load-evaluation.ts';
import type { Comparison } from './types.ts';

/** Prompts kept with each signal; the matrix of the run has them all. */
const KEPT_MOVERS = 10;

/**
 * Ends the run with its verdict, in one statement: runs of a night end together, and each waits for those before it.
 * Returns false, having written nothing, when somebody else already did.
 */
export async function saveComparison(
  tx: Prisma.TransactionClient,
  { runId, baselineId }: EvaluationFacts,
  comparison: Comparison<number>,
  finishedAt: Date,
): Promise<boolean> {
  const { verdict, reason, pValue, servedModel, warnings, permutations, seed } = comparison;
  const kept = JSON.stringify({ servedModel, warnings, permutations, seed });
  const saved = await tx.$executeRaw`
    /* prepared: save_comparison */
    WITH finished AS (
      UPDATE run SET status = 'finished', verdict = ${verdict}::verdict, verdict_reason = ${reason},
        p_value = ${pValue}::float8, comparison = ${kept}::jsonb, baseline_id = ${baselineId}::int,
        finished_at = ${finishedAt}
      WHERE id = ${runId}::int AND status = 'evaluating'
      RETURNING id
    ),
    signals AS (
      INSERT INTO signal (run_id, name, value, threshold, noise, p_value, p_adjusted, fired, detail)
      SELECT finished.id, seen.* FROM finished CROSS JOIN jsonb_to_recordset(${signalRows(comparison)}::jsonb) AS seen (
        name text, value float8, threshold float8, noise float8, "pValue" float8, "pAdjusted" float8, fired boolean,
        detail jsonb
      )
    ),
    prompts AS (
      INSERT INTO prompt_comparison (run_id, prompt_id, movement, delta_share, noise_share, reason, signals)
      SELECT finished.id, seen.* FROM finished CROSS JOIN jsonb_to_recordset(${JSON.stringify(comparison.prompts)}::jsonb) AS seen (
        "promptId" int, movement movement, "deltaShare" float8, "noiseShare" float8, reason text, signals jsonb
      )
    )
    SELECT id FROM finished`;
  return saved > 0;
}

function signalRows({ signals }: Comparison<number>): string {
  return JSON.stringify(
    signals.map(({ kind: _, unit, unmeasured, detail, movers, ...signal }) => ({
      ...signal,
      detail: { ...detail, unit, unmeasured, movers: movers.slice(0, KEPT_MOVERS) },
    })),
  );
}
