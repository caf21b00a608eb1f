import type { RunStatus } from '#generated/prisma/client.ts';
import type { Db } from '#lib/platform/db.ts';
import { type PromptSpec, parsePromptSpec } from '#lib/suites/format.ts';

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
}

/**
 * Reads the call at `position` of a run in one round trip; null when the run or the position does not exist.
 *
 * The plan asks every prompt once before it asks any twice, so that repetitions of one prompt lie apart in time: calls
 * are ordered by repetition, then by the prompt's place in the suite.
 */
export async function loadPlannedSample(db: Db, runId: number, position: number): Promise<PlannedSample | null> {
  const [row] = await db.$queryRaw<Row[]>`
    WITH call AS (
      SELECT run.*, planned.prompt_id, planned.repetition
      FROM run CROSS JOIN LATERAL (
        SELECT prompt.id AS prompt_id, asked.repetition
        FROM suite_prompt AS prompt CROSS JOIN LATERAL generate_series(
          0, CASE prompt.stratum WHEN 'short' THEN run.short_repetitions ELSE run.behaviour_repetitions END - 1
        ) AS asked (repetition)
        WHERE prompt.suite_version_id = run.suite_version_id
        ORDER BY asked.repetition, prompt.position
        OFFSET ${position}::int LIMIT 1
      ) AS planned
      WHERE run.id = ${runId}::int
    )
    SELECT call.status::text AS status, prompt.id AS prompt_id, prompt.spec, call.repetition,
      EXISTS (
        SELECT 1 FROM sample
        WHERE sample.month = call.month AND sample.run_id = call.id
          AND sample.prompt_id = prompt.id AND sample.repetition = call.repetition
      ) AS is_stored,
      endpoint.model, endpoint.temperature, endpoint.seed, endpoint.request_timeout_ms,
      endpoint.input_usd_per_million, endpoint.output_usd_per_million,
      gateway.id AS gateway_id, gateway.kind::text AS kind, gateway.base_url, gateway.encrypted_key
    FROM call
    JOIN endpoint ON endpoint.id = call.endpoint_id
    JOIN gateway ON gateway.id = endpoint.gateway_id
    JOIN suite_prompt AS prompt ON prompt.id = call.prompt_id`;
  if (row === undefined) return null;
  return {
    runId,
    promptId: row.prompt_id,
    repetition: row.repetition,
    position,
    runStatus: row.status,
    isStored: row.is_stored,
    spec: parsePromptSpec(row.spec),
    endpoint: {
      model: row.model,
      temperature: row.temperature,
      seed: row.seed,
      requestTimeoutMs: row.request_timeout_ms,
      inputUsdPerMillion: row.input_usd_per_million,
      outputUsdPerMillion: row.output_usd_per_million,
    },
    gateway: { id: row.gateway_id, kind: row.kind, baseUrl: row.base_url, encryptedKey: row.encrypted_key },
  };
}
