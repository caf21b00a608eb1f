import { Prisma, type PrismaClient } from '#generated/prisma/client.ts';
import { JUDGED_PURPOSES } from '#lib/channels/model/judge/judged-purposes.ts';
import { addJobs, jobOfRow } from '#lib/jobs/enqueue.ts';
import { jobKeysOfRow } from '#lib/jobs/job-keys.ts';
import { JUDGING_DEADLINE_MS } from '#lib/policy/thresholds.ts';
import { sampleJob } from './sample-job.ts';
import type { SampleRow } from './sample-row.ts';

const ENDED_RUN = Prisma.sql`ended.id`;
const FIRST_ATTEMPT = Prisma.sql`1`;
/** The evaluation of a judged run waits for the judge, who brings it forward, but never beyond this. */
const EVALUATION_DUE = Prisma.sql`CASE WHEN ended.is_judged
  THEN clock_timestamp() + ${JUDGING_DEADLINE_MS}::float8 * interval '1 millisecond' END`;
const JUDGING = jobOfRow('canary.judge', { runId: ENDED_RUN, attempt: FIRST_ATTEMPT }, jobKeysOfRow.judge(ENDED_RUN));
const EVALUATION = jobOfRow('canary.evaluate', { runId: ENDED_RUN }, jobKeysOfRow.evaluate(ENDED_RUN), EVALUATION_DUE);
const NEXT_JOBS = addJobs(Prisma.sql`
  SELECT ${sampleJob(Prisma.sql`run_id`, Prisma.sql`position`)} FROM next_call
  UNION ALL SELECT ${JUDGING} FROM ended WHERE ended.is_judged
  UNION ALL SELECT ${EVALUATION} FROM ended`);

/**
 * Stores samples of any runs in one statement, and with them everything that must happen exactly once per sample:
 * the run's counters, the lane's next job and, after the last sample, the judge where there is one and the evaluation. A
 * sample that is stored
 * already, or whose run is no longer sampling, changes nothing.
 */
export async function storeSamples(db: PrismaClient, rows: readonly SampleRow[]): Promise<void> {
  await db.$executeRaw`
    /* prepared: store_samples */
    WITH input AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS input (
        run_id int, prompt_id int, repetition smallint, position int, outcome sample_outcome, reason text, detail text,
        output text, tool_calls jsonb, finish_reason text, canonical_hash text, raw_hash text, prompt_tokens int,
        completion_tokens int, cost_usd float8, latency_ms int, attempts int, evidence jsonb,
        counted_usd float8
      )
    ),
    target AS MATERIALIZED (
      SELECT id, month, lanes, planned_samples FROM run
      WHERE id IN (SELECT run_id FROM input) AND status = 'sampling'
      ORDER BY id FOR UPDATE
    ),
    stored AS (
      INSERT INTO sample (
        month, run_id, prompt_id, repetition, outcome, reason, detail, output, tool_calls, finish_reason,
        canonical_hash, raw_hash, prompt_tokens, completion_tokens, cost_usd, latency_ms, attempts, evidence
      )
      SELECT target.month, run_id, prompt_id, repetition, outcome, reason, detail, output, nullif(tool_calls, 'null'),
        finish_reason, canonical_hash, raw_hash, prompt_tokens, completion_tokens, cost_usd, latency_ms, attempts,
        nullif(evidence, 'null')
      FROM input JOIN target ON target.id = input.run_id
      ON CONFLICT DO NOTHING
      RETURNING run_id, prompt_id, repetition, outcome, prompt_tokens, completion_tokens, cost_usd
    ),
    tally AS (
      SELECT run_id, count(*) AS stored, count(*) FILTER (WHERE outcome = 'measured') AS measured,
        coalesce(sum(prompt_tokens), 0) AS prompt_tokens, coalesce(sum(completion_tokens), 0) AS completion_tokens,
        sum(cost_usd) AS cost_usd
      FROM stored GROUP BY run_id
    ),
    counted AS (
      UPDATE run SET
        stored_samples = run.stored_samples + tally.stored,
        measured_samples = run.measured_samples + tally.measured,
        prompt_tokens = least(run.prompt_tokens + tally.prompt_tokens, 2147483647),
        completion_tokens = least(run.completion_tokens + tally.completion_tokens, 2147483647),
        cost_usd = CASE WHEN tally.cost_usd IS NULL THEN run.cost_usd
          ELSE coalesce(run.cost_usd, 0) + tally.cost_usd END,
        budget_spent_usd = run.budget_spent_usd + (
          SELECT sum(counted_usd) FROM stored JOIN input USING (run_id, prompt_id, repetition)
          WHERE stored.run_id = run.id
        ),
        status = CASE WHEN run.stored_samples + tally.stored = run.planned_samples
          THEN 'evaluating'::run_status ELSE run.status END
      FROM tally WHERE run.id = tally.run_id
      RETURNING run.id, run.status, run.endpoint_id, run.purpose
    ),
    ended AS (
      SELECT counted.id,
        endpoint.judge_model IS NOT NULL AND counted.purpose::text = ANY (${JUDGED_PURPOSES}::text[]) AS is_judged
      FROM counted JOIN endpoint ON endpoint.id = counted.endpoint_id
      WHERE counted.status = 'evaluating'
    ),
    next_call AS (
      SELECT DISTINCT input.run_id, input.position + target.lanes AS position
      FROM stored
      JOIN input USING (run_id, prompt_id, repetition)
      JOIN target ON target.id = stored.run_id
      WHERE input.position + target.lanes < target.planned_samples
    )
    ${NEXT_JOBS}`;
}
