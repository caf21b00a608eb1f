import type { Db } from '#lib/platform/db.ts';
import { MAX_COMPARED_CHARS } from '#lib/policy/thresholds.ts';
import { toolCallsOf } from './stored-tool-calls.ts';
import type { Answer } from './types.ts';

/** A run whose measured answers are wanted: all of them, or the first repetitions of each prompt. */
export interface AnswerSource {
  runId: number;
  /** Partition of the run's samples. */
  month: Date;
  /** Null for all. */
  repetitions: number | null;
}

interface Row {
  prompt_id: number;
  output: string | null;
  tool_calls: unknown;
  finish_reason: string | null;
  canonical_hash: string;
  raw_hash: string;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  latency_ms: number | null;
  served_model: string | null;
  fingerprint: string | null;
}

/**
 * Measured answers of runs by prompt id, in the order in which they were asked for. Of an output only the first
 * MAX_COMPARED_CHARS are read: whether answers are equal is told by their hashes, which are of the whole.
 */
export async function measuredAnswers(db: Db, sources: readonly AnswerSource[]): Promise<Map<number, Answer[]>> {
  const answers = new Map<number, Answer[]>();
  if (sources.length === 0) return answers;
  const asked = sources.map(({ runId, month, repetitions }) => ({ run_id: runId, month, repetitions }));
  const rows = await db.$queryRaw<Row[]>`
    SELECT sample.prompt_id, left(sample.output, ${MAX_COMPARED_CHARS}::int) AS output, sample.tool_calls,
      sample.finish_reason, sample.canonical_hash, sample.raw_hash, sample.prompt_tokens, sample.completion_tokens,
      sample.latency_ms, sample.evidence ->> 'model' AS served_model,
      sample.evidence ->> 'systemFingerprint' AS fingerprint
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS source (run_id int, month date, repetitions int)
    JOIN sample ON sample.month = source.month AND sample.run_id = source.run_id
    WHERE sample.outcome = 'measured' AND sample.repetition < coalesce(source.repetitions, 32767)
    ORDER BY sample.run_id, sample.prompt_id, sample.repetition`;
  for (const row of rows) {
    const known = answers.get(row.prompt_id);
    if (known === undefined) answers.set(row.prompt_id, [toAnswer(row)]);
    else known.push(toAnswer(row));
  }
  return answers;
}

function toAnswer(row: Row): Answer {
  return {
    output: row.output ?? '',
    toolCalls: toolCallsOf(row.tool_calls),
    canonicalHash: row.canonical_hash,
    rawHash: row.raw_hash,
    finishReason: row.finish_reason,
    embedding: null,
    refusal: null,
    promptTokens: row.prompt_tokens,
    completionTokens: row.completion_tokens,
    latencyMs: row.latency_ms,
    servedModel: row.served_model,
    fingerprint: row.fingerprint,
  };
}
