import { Prisma, type RunStatus } from '#generated/prisma/client.ts';
import type { Db } from '#lib/platform/db.ts';
import { type PromptSpec, parsePromptSpec } from '#lib/suites/format.ts';
import type { BudgetFacts } from './budget.ts';
import { callEstimateUsd } from './call-cost.ts';

/** Everything one call of a run needs. */
export interface PlannedSample {
  runId: number;
  promptId: number;
  repetition: number;
  position: number;
  runStatus: RunStatus;
  isStored: boolean;
  spec: PromptSpec;
  endpoint: {
    model: string;
    temperature: number;
    seed: number | null;
    requestTimeoutMs: number;
    inputUsdPerMillion: number | null;
    outputUsdPerMillion: number | null;
  };
  gateway: { id: number; kind: 'litellm' | 'openai'; baseUrl: string; encryptedKey: string | null };
  budget: BudgetFacts;
}

interface Row {
  status: RunStatus;
  prompt_id: number;
  spec: unknown;
  repetition: number;
  is_stored: boolean;
  model: string;
  temperature: number;
  seed: number | null;
  request_timeout_ms: number;
  input_usd_per_million: number | null;
  output_usd_per_million: number | null;
  gateway_id: number;
  kind: 'litellm' | 'openai';
  base_url: string;
  encrypted_key: string | null;
  budget_usd: number | null;
}

/** Every call of a run with its position: by repetition, then by the prompt's place in the suite. */
const plannedCalls = (runId: number) => Prisma.sql`
  SELECT prompt.id AS prompt_id, asked.repetition,
    row_number() OVER (ORDER BY asked.repetition, prompt.position) - 1 AS position
  FROM run JOIN suite_prompt AS prompt USING (suite_version_id) CROSS JOIN LATERAL generate_series(
    0, CASE prompt.stratum WHEN 'short' THEN run.short_repetitions ELSE run.behaviour_repetitions END - 1
  ) AS asked (repetition)
  WHERE run.id = ${runId}::int`;

/**
 * Reads the call at `position` of a run, in one round trip where the run has no budget; null when the run or the
 * position does not exist. The plan asks every prompt once before it asks any twice, so that repetitions of one prompt
 * lie apart in time.
 */
export async function loadPlannedSample(db: Db, runId: number, position: number): Promise<PlannedSample | null> {
  const [row] = await db.$queryRaw<Row[]>`
    /* prepared: planned_sample */
    SELECT run.status::text AS status, prompt.id AS prompt_id, prompt.spec, call.repetition,
      EXISTS (
        SELECT 1 FROM sample
        WHERE sample.month = run.month AND sample.run_id = run.id
          AND sample.prompt_id = call.prompt_id AND sample.repetition = call.repetition
      ) AS is_stored,
      endpoint.model, endpoint.temperature, endpoint.seed, endpoint.request_timeout_ms,
      endpoint.input_usd_per_million, endpoint.output_usd_per_million,
      gateway.id AS gateway_id, gateway.kind::text AS kind, gateway.base_url, gateway.encrypted_key,
      run.budget_usd
    FROM run
    JOIN (${plannedCalls(runId)}) AS call ON call.position = ${position}::int
    JOIN suite_prompt AS prompt ON prompt.id = call.prompt_id
    JOIN endpoint ON endpoint.id = run.endpoint_id
    JOIN gateway ON gateway.id = endpoint.gateway_id
    WHERE run.id = ${runId}::int`;
  if (row === undefined) return null;
  const spec = parsePromptSpec(row.spec);
  const prices = { inputUsdPerMillion: row.input_usd_per_million, outputUsdPerMillion: row.output_usd_per_million };
  const estimate = (question: PromptSpec) => callEstimateUsd(question, prices);
  const budget = row.budget_usd === null ? null : await readBudget(db, runId, position);
  const inFlight = budget?.in_flight.map((other) => estimate(parsePromptSpec(other)) ?? 0) ?? [];
  return {
    runId,
    promptId: row.prompt_id,
    repetition: row.repetition,
    position,
    runStatus: row.status,
    isStored: row.is_stored,
    spec,
    endpoint: {
      model: row.model,
      temperature: row.temperature,
      seed: row.seed,
      requestTimeoutMs: row.request_timeout_ms,
      ...prices,
    },
    gateway: { id: row.gateway_id, kind: row.kind, baseUrl: row.base_url, encryptedKey: row.encrypted_key },
    budget: {
      budgetUsd: row.budget_usd,
      spentUsd: budget?.spent_usd ?? 0,
      inFlightUsd: inFlight.reduce((sum, each) => sum + each, 0),
      callUsd: estimate(spec),
    },
  };
}

/**
 * What a run has spent, and the prompts that its other lanes may be asking: the first call of each that is not stored,
 * for a lane asks in order and never has more than one call out. Read in one statement: a call that is stored between
 * two would be in neither.
 */
async function readBudget(
  db: Db,
  runId: number,
  position: number,
): Promise<{ spent_usd: number; in_flight: unknown[] } | null> {
  const [row] = await db.$queryRaw<{ spent_usd: number; in_flight: unknown[] }[]>`
    WITH planned AS (${plannedCalls(runId)}),
    stored AS MATERIALIZED (
      SELECT sample.prompt_id, sample.repetition
      FROM run JOIN sample ON sample.month = run.month AND sample.run_id = run.id
      WHERE run.id = ${runId}::int
    ),
    next_of_lane AS (
      SELECT DISTINCT ON (planned.position % run.lanes) planned.prompt_id
      FROM run JOIN planned ON planned.position % run.lanes <> ${position}::int % run.lanes
      LEFT JOIN stored ON stored.prompt_id = planned.prompt_id AND stored.repetition = planned.repetition
      WHERE run.id = ${runId}::int AND stored.prompt_id IS NULL
      ORDER BY planned.position % run.lanes, planned.position
    )
    SELECT run.budget_spent_usd AS spent_usd, coalesce((
      SELECT jsonb_agg(prompt.spec) FROM next_of_lane JOIN suite_prompt AS prompt ON prompt.id = next_of_lane.prompt_id
    ), '[]') AS in_flight
    FROM run WHERE run.id = ${runId}::int`;
  return row ?? null;
}
