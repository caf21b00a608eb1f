import { MAX_OUTPUT_CHARS } from '#lib/policy/thresholds.ts';
import type { Completion } from './completion.ts';
import type { Evidence } from './evidence.ts';
import type { Answer, MadeToolCall, SampleResult, UnmeasuredReason } from './outcome.ts';
import { readEvidence } from './read-evidence.ts';

type CompletionToolCalls = NonNullable<Completion['choices'][number]['message']['tool_calls']>;

/**
 * Judges a well-formed completion: measured, or unmeasured with the answer kept as evidence.
 * Contamination comes first (it was not the model's answer), then what cut the answer short.
 *
 * @param elapsedMs wall time of the attempt as seen by the client.
 */
export function judgeCompletion(completion: Completion, headers: Headers, elapsedMs: number): SampleResult {
  const answer = readAnswer(completion, headers, elapsedMs);
  const flaw = findFlaw(completion, answer);
  if (flaw === null) return { kind: 'measured', answer };
  const output = answer.output.slice(0, MAX_OUTPUT_CHARS);
  return { kind: 'unmeasured', ...flaw, partial: { ...answer, output } };
}

function findFlaw(completion: Completion, answer: Answer): { reason: UnmeasuredReason; detail: string } | null {
  const { evidence, finishReason, output } = answer;
  if (evidence.attemptedFallbacks !== null && evidence.attemptedFallbacks > 0) {
    const who = evidence.modelGroup ?? 'another model';
    return { reason: 'fallback', detail: `The gateway fell back ${evidence.attemptedFallbacks}× and ${who} answered.` };
  }
  if (evidence.cacheHit === true) return { reason: 'cached', detail: 'The gateway answered from its response cache.' };
  if (finishReason === 'content_filter') {
    return { reason: 'content_filter', detail: 'The provider stopped the answer with its content filter.' };
  }
  if (finishReason === 'length') {
    return { reason: 'truncated', detail: `The answer hit the token limit after ${countOf(answer)} tokens.` };
  }
  if (isEmptyByError(completion, answer)) {
    return { reason: 'empty', detail: `The response holds no answer (finish reason: ${finishReason}).` };
  }
  if (output.length > MAX_OUTPUT_CHARS) {
    const detail = `The answer has ${output.length} characters; the cap is ${MAX_OUTPUT_CHARS}. Its start is kept.`;
    return { reason: 'too_large', detail };
  }
  return null;
}

/** No choice, null content or an empty text that cost no token: see `SampleResult`. */
function isEmptyByError(completion: Completion, answer: Answer): boolean {
  if (answer.toolCalls !== null) return false;
  const message = completion.choices[0]?.message;
  if (message === undefined || (message.content ?? message.refusal ?? null) === null) return true;
  const said = answer.finishReason === 'stop' && (answer.completionTokens ?? 0) >= 1;
  return answer.output === '' && !said;
}

function readAnswer(completion: Completion, headers: Headers, elapsedMs: number): Answer {
  const choice = completion.choices[0];
  const evidence = readEvidence(completion, headers);
  return {
    output: choice?.message.content || choice?.message.refusal || '',
    toolCalls: readToolCalls(choice?.message.tool_calls ?? []),
    finishReason: choice?.finish_reason ?? 'unknown',
    promptTokens: completion.usage?.prompt_tokens ?? null,
    completionTokens: completion.usage?.completion_tokens ?? null,
    // A cached answer carries the price of the call that filled the cache; serving it costs nothing.
    costUsd: evidence.cacheHit === true ? 0 : evidence.responseCostUsd,
    latencyMs: modelLatencyMs(evidence, elapsedMs),
    evidence,
  };
}

function readToolCalls(calls: CompletionToolCalls): MadeToolCall[] | null {
  if (calls.length === 0) return null;
  return calls.map(({ id, function: { name, arguments: argumentsJson } }) => ({
    ...(id && { id }),
    name,
    argumentsJson: argumentsJson ?? '',
  }));
}

/**
 * Time the model took. LiteLLM's response duration covers the last attempt with the proxy's own overhead in it; without
 * that header the wall time stands in, unless retries are hidden in it.
 */
function modelLatencyMs(evidence: Evidence, elapsedMs: number): number | null {
  const retried = (evidence.attemptedRetries ?? 0) > 0;
  if (retried && evidence.responseDurationMs === null) return null;
  const durationMs = evidence.responseDurationMs ?? elapsedMs;
  return Math.max(0, Math.round(durationMs - (evidence.overheadDurationMs ?? 0)));
}

function countOf(answer: Answer): string {
  return answer.completionTokens === null ? 'an unknown number of' : String(answer.completionTokens);
}
