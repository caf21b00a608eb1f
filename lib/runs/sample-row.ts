import { hashAnswer } from '#lib/channels/model/canonicalise.ts';
import type { PartialAnswer, SampleResult, UnmeasuredReason } from '#lib/gateway/outcome.ts';
import { countedUsd } from './call-cost.ts';
import type { PlannedSample } from './planned-sample.ts';
import { callCostUsd, storable, storableCost, storableCount, storableJson } from './storable.ts';

/** A sample as it is written: plain JSON, so that many go in one statement (store-samples.ts). */
export interface SampleRow {
  run_id: number;
  prompt_id: number;
  repetition: number;
  position: number;
  outcome: 'measured' | 'unmeasured';
  reason: UnmeasuredReason | null;
  detail: string | null;
  output: string | null;
  tool_calls: unknown;
  finish_reason: string | null;
  canonical_hash: string | null;
  raw_hash: string | null;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  cost_usd: number | null;
  latency_ms: number | null;
  attempts: number;
  evidence: unknown;
  /** What it counts against the run's budget (call-cost.ts). */
  counted_usd: number;
}

/** The row for a finished call. A passing fault that has used up its attempts is stored as unmeasured. */
export function sampleRow(planned: PlannedSample, result: SampleResult, attempts: number): SampleRow {
  const at = {
    run_id: planned.runId,
    prompt_id: planned.promptId,
    repetition: planned.repetition,
    position: planned.position,
    attempts,
  };
  if (result.kind === 'measured') {
    const { output, toolCalls } = result.answer;
    const { canonicalHash, rawHash } = hashAnswer({
      output,
      toolCalls: (toolCalls ?? []).map((call) => ({ name: call.name, arguments: call.argumentsJson })),
    });
    const hashes = { canonical_hash: canonicalHash, raw_hash: rawHash };
    const columns = answerColumns(result.answer, planned.endpoint);
    return {
      ...at,
      outcome: 'measured',
      reason: null,
      detail: null,
      ...columns,
      ...hashes,
      counted_usd: countedUsd(columns.cost_usd, null, planned.budget.callUsd),
    };
  }
  const columns = answerColumns(result.partial ?? {}, planned.endpoint);
  return {
    ...at,
    outcome: 'unmeasured',
    reason: result.reason,
    detail: storable(result.detail),
    ...columns,
    counted_usd: countedUsd(columns.cost_usd, result.reason, planned.budget.callUsd),
    canonical_hash: null,
    raw_hash: null,
  };
}

function answerColumns(answer: PartialAnswer, prices: PlannedSample['endpoint']) {
  const promptTokens = storableCount(answer.promptTokens);
  const completionTokens = storableCount(answer.completionTokens);
  return {
    output: answer.output === undefined ? null : storable(answer.output),
    tool_calls:
      answer.toolCalls?.map(({ name, argumentsJson }) => ({
        name: storable(name),
        argumentsJson: storable(argumentsJson),
      })) ?? null,
    finish_reason: answer.finishReason === undefined ? null : storable(answer.finishReason),
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    cost_usd: storableCost(answer.costUsd) ?? callCostUsd(promptTokens, completionTokens, prices),
    latency_ms: storableCount(answer.latencyMs),
    evidence: answer.evidence === undefined ? null : storableJson(answer.evidence),
  };
}
