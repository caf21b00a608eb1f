import type { RunStatus } from '#generated/prisma/client.ts';
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
  budget_spent_usd: number;
  /** What the other lanes may be asking; empty for a run without a budget. */
  in_flight: unknown[];
}

/**
 * Reads the call at `position` of a run in one round trip; null when the run or the position does not exist.
 *
 * The plan asks every prompt once before it asks any twice, so that repetitions of one prompt lie apart in time: calls
 * are ordered by repetition, then by the prompt's place in the suite.
 *
 * What may be in flight is the first call of each other lane that is not stored: a lane asks in order and never has more
 * than one call out.
 */
export async function loadPlannedSample(db: Db, runId: number, position: number): Promise<PlannedSample | null> {
  const [row] = await db.$queryRaw<Row[]>`
    WITH planned AS (
      SELECT prompt.id AS prompt_id, asked.repetition,
        row_number() OVER (ORDER BY asked.repetition, prompt.position) - 1 AS position
      FROM run JOIN suite_prompt AS prompt USING (suite_version_id) CROSS JOIN LATERAL generate_series(
        0, CASE prompt.stratum WHEN 'short' THEN run.short_repetitions ELSE run.behaviour_repetitions END - 1
      ) AS asked (repetition)
      WHERE run.id = ${runId}::int
    ),
    call AS (
      SELECT run.*, planned.prompt_id, planned.repetition
      FROM run JOIN planned ON planned.position = ${position}::int
      WHERE run.id = ${runId}::int
    ),
    stored AS MATERIALIZED (
      SELECT sample.prompt_id, sample.repetition
      FROM call JOIN sample ON sample.month = call.month AND sample.run_id = call.id
    ),
    next_of_lane AS (
      SELECT DISTINCT ON (planned.position % call.lanes) planned.prompt_id
      FROM call JOIN planned ON planned.position % call.lanes <> ${position}::int % call.lanes
      LEFT JOIN stored ON stored.prompt_id = planned.prompt_id AND stored.repetition = planned.repetition
      WHERE call.budget_usd IS NOT NULL AND stored.prompt_id IS NULL
      ORDER BY planned.position % call.lanes, planned.position
    )
    SELECT call.status::text AS status, prompt.id AS prompt_id, prompt.spec, call.repetition,
      EXISTS (
        SELECT 1 FROM stored WHERE stored.prompt_id = call.prompt_id AND stored.repetition = call.repetition
      ) AS is_stored,
      endpoint.model, endpoint.temperature, endpoint.seed, endpoint.request_timeout_ms,
      endpoint.input_usd_per_million, endpoint.output_usd_per_million,
      gateway.id AS gateway_id, gateway.kind::text AS kind, gateway.base_url, gateway.encrypted_key,
      call.budget_usd, call.budget_spent_usd,
      (
        SELECT coalesce(jsonb_agg(other.spec), '[]')
        FROM next_of_lane JOIN suite_prompt AS other ON other.id = next_of_lane.prompt_id
      ) AS in_flight
    FROM call
    JOIN endpoint ON endpoint.id = call.endpoint_id
    JOIN gateway ON gateway.id = endpoint.gateway_id
    JOIN suite_prompt AS prompt ON prompt.id = call.prompt_id`;
  if (row === undefined) return null;
  const spec = parsePromptSpec(row.spec);
  const prices = { inputUsdPerMillion: row.input_usd_per_million, outputUsdPerMillion: row.output_usd_per_million };
  const estimate = (question: PromptSpec) => callEstimateUsd(question, prices);
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
      spentUsd: row.budget_spent_usd,
      inFlightUsd: row.in_flight.reduce<number>((sum, other) => sum + (estimate(parsePromptSpec(other)) ?? 0), 0),
      callUsd: estimate(spec),
    },
  };
}
