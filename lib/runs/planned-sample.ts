import type { RunStatus } from '#generated/prisma/client.ts';
import type { Db } from '#lib/platform/db.ts';
import { type PromptSpec, parsePromptSpec } from '#lib/suites/format.ts';
import { plannedCall } from './plan.ts';

/** Everything one call of a run needs. */
export interface PlannedSample {
  runId: number;
  promptId: number;
  repetition: number;
  position: number;
  runStatus: RunStatus;
  isStored: boolean;
  spec: PromptSpec;
  endpoint: { model: string; temperature: number; seed: number | null; requestTimeoutMs: number };
  gateway: { id: number; kind: 'litellm' | 'openai'; baseUrl: string; encryptedKey: string | null };
}

interface Row {
  status: RunStatus;
  prompt_id: number;
  spec: unknown;
  is_stored: boolean;
  model: string;
  temperature: number;
  seed: number | null;
  request_timeout_ms: number;
  gateway_id: number;
  kind: 'litellm' | 'openai';
  base_url: string;
  encrypted_key: string | null;
}

/** Reads the call at `position` of a run; null when the run or the position does not exist. */
export async function loadPlannedSample(db: Db, runId: number, position: number): Promise<PlannedSample | null> {
  const plan = await db.run.findUnique({
    where: { id: runId },
    select: { plannedSamples: true, repetitions: true },
  });
  if (plan === null || position >= plan.plannedSamples) return null;
  const { promptPosition, repetition } = plannedCall(position, plan.plannedSamples / plan.repetitions);
  const [row] = await db.$queryRaw<Row[]>`
    SELECT run.status::text AS status, prompt.id AS prompt_id, prompt.spec,
      EXISTS (
        SELECT 1 FROM sample
        WHERE sample.month = run.month AND sample.run_id = run.id
          AND sample.prompt_id = prompt.id AND sample.repetition = ${repetition}::int
      ) AS is_stored,
      endpoint.model, endpoint.temperature, endpoint.seed, endpoint.request_timeout_ms,
      gateway.id AS gateway_id, gateway.kind::text AS kind, gateway.base_url, gateway.encrypted_key
    FROM run
    JOIN endpoint ON endpoint.id = run.endpoint_id
    JOIN gateway ON gateway.id = endpoint.gateway_id
    JOIN suite_prompt AS prompt
      ON prompt.suite_version_id = run.suite_version_id AND prompt.position = ${promptPosition}::int
    WHERE run.id = ${runId}::int`;
  if (row === undefined) return null;
  return {
    runId,
    promptId: row.prompt_id,
    repetition,
    position,
    runStatus: row.status,
    isStored: row.is_stored,
    spec: parsePromptSpec(row.spec),
    endpoint: {
      model: row.model,
      temperature: row.temperature,
      seed: row.seed,
      requestTimeoutMs: row.request_timeout_ms,
    },
    gateway: { id: row.gateway_id, kind: row.kind, baseUrl: row.base_url, encryptedKey: row.encrypted_key },
  };
}
