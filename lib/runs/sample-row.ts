import { hashAnswer } from '#lib/channels/model/canonicalise.ts';
import type { PartialAnswer, SampleResult, UnmeasuredReason } from '#lib/gateway/outcome.ts';
import { countedUsd } from './call-cost.ts';
import type { PlannedSample } from './planned-sample.ts';

const MAX_INT4 = 2_147_483_647;
/** Beyond any bill; keeps sums within what a double holds. */
const MAX_COST_USD = 1e12;

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
    cost_usd: storableCost(answer.costUsd) ?? costUsd(promptTokens, completionTokens, prices),
    latency_ms: storableCount(answer.latencyMs),
    evidence: answer.evidence === undefined ? null : storableJson(answer.evidence),
  };
}

/** What a call cost by the endpoint's prices, where the gateway does not say; null while any of it is unknown. */
function costUsd(
  promptTokens: number | null,
  completionTokens: number | null,
  { inputUsdPerMillion, outputUsdPerMillion }: PlannedSample['endpoint'],
): number | null {
  if (promptTokens === null || completionTokens === null) return null;
  if (inputUsdPerMillion === null || outputUsdPerMillion === null) return null;
  return (promptTokens * inputUsdPerMillion + completionTokens * outputUsdPerMillion) / 1_000_000;
}

/** A cost in US dollars; null for one no answer can have. */
function storableCost(value: number | null | undefined): number | null {
  return value != null && value >= 0 && value <= MAX_COST_USD ? value : null;
}

/** A count that fits a Postgres integer; null for one no answer can have. */
function storableCount(value: number | null | undefined): number | null {
  return value != null && value >= 0 && value <= MAX_INT4 ? Math.round(value) : null;
}

function storableJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, part) => (typeof part === 'string' ? storable(part) : part)));
}

/** Text Postgres can keep: no NUL and no lone surrogate; each becomes U+FFFD. Hashes are taken before this. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}
