import type { Evidence } from './evidence.ts';

/** Why a sample could not be measured. Stored with the sample; never counted as drift nor as stable. */
export const UNMEASURED_REASONS = [
  'fallback',
  'cached',
  'truncated',
  'empty',
  'content_filter',
  'context_window',
  'too_large',
  'malformed',
  'unreadable_key',
  'unauthorised',
  'model_not_found',
  'wrong_address',
  'bad_request',
  'budget_exhausted',
  'rate_limited',
  'server_error',
  'timeout',
  'unreachable',
  'cancelled',
  'over_budget',
] as const;

export type UnmeasuredReason = (typeof UNMEASURED_REASONS)[number];

/** Whether a stored text is one of the reasons. */
export function isUnmeasuredReason(text: string | null): text is UnmeasuredReason {
  return UNMEASURED_REASONS.some((reason) => reason === text);
}

/** Faults of key, address or model: every other call of the kind would meet them too. */
const HOPELESS: readonly UnmeasuredReason[] = [
  'unreadable_key',
  'unauthorised',
  'model_not_found',
  'wrong_address',
  'budget_exhausted',
];

/** Whether asking the same model at the same gateway again is no use, whatever the question. */
export function isHopeless(reason: UnmeasuredReason): boolean {
  return HOPELESS.includes(reason);
}

/** What each reason means to a reader, and what they can do about it. */
export const UNMEASURED_LABEL: Record<UnmeasuredReason, { label: string; mend: string }> = {
  fallback: {
    label: 'Answered by a fallback model',
    mend: 'Check why the gateway left the model, and whether it honours disable_fallbacks.',
  },
  cached: { label: 'Answered from a cache', mend: 'Let the gateway honour no-cache for this key.' },
  truncated: { label: 'Cut off at the token limit', mend: 'Raise max_tokens of this prompt.' },
  empty: { label: 'No answer in the response', mend: 'Look at the provider’s status page and the gateway’s log.' },
  content_filter: { label: 'Blocked by a content filter', mend: 'Look at the filter settings of the provider.' },
  context_window: { label: 'Prompt longer than the model accepts', mend: 'Shorten the prompt or lower max_tokens.' },
  too_large: { label: 'Answer larger than the cap', mend: 'Set max_tokens on this prompt.' },
  malformed: {
    label: 'Response is not a chat completion',
    mend: 'Check that the base URL leads to an OpenAI-compatible gateway and no proxy rewrites it.',
  },
  unreadable_key: {
    label: 'Stored key cannot be opened',
    mend: 'Give the worker the encryption key that it was stored with, or enter the gateway’s key again.',
  },
  unauthorised: { label: 'Key refused', mend: 'Replace the gateway’s key, or give it access to this model.' },
  model_not_found: { label: 'Model unknown to the gateway', mend: 'Choose a model that the gateway lists.' },
  wrong_address: { label: 'No gateway at this address', mend: 'Correct the base URL.' },
  bad_request: { label: 'Request refused', mend: 'Compare the prompt’s settings with what the model accepts.' },
  budget_exhausted: {
    label: 'Budget of the key is used up',
    mend: 'Raise the budget of the key or wait for its reset.',
  },
  rate_limited: { label: 'Rate limit', mend: 'Lower the endpoint’s concurrency or raise the limit of the key.' },
  server_error: { label: 'Gateway or provider failed', mend: 'Look at the gateway’s log and the provider’s status.' },
  timeout: { label: 'No answer in time', mend: 'Raise the endpoint’s timeout, or find out why the model is slow.' },
  unreachable: { label: 'Gateway not reachable', mend: 'Check the base URL, the network and that the gateway runs.' },
  cancelled: { label: 'Cancelled', mend: 'Start a new run.' },
  over_budget: {
    label: 'Not asked: the run’s budget is used up',
    mend: 'Raise the endpoint’s budget for a run, or choose a plan with fewer calls.',
  },
};

export interface ToolCall {
  name: string;
  /** Arguments exactly as the model wrote them; valid JSON only if the model behaved. */
  argumentsJson: string;
}

/** A tool call of one answer. */
export interface MadeToolCall extends ToolCall {
  /** Name that the result must answer to; left out where the gateway gave none. */
  id?: string;
}

/** What was used, as far as the gateway said. */
export interface Usage {
  promptTokens: number | null;
  completionTokens: number | null;
  costUsd: number | null;
}

/** One answer that can be compared. */
export interface Answer extends Usage {
  /** Text of the answer, a structured refusal included; empty beside tool calls. */
  output: string;
  /** null where the model called no tool. */
  toolCalls: readonly MadeToolCall[] | null;
  /** As the gateway sent it; `unknown` where it sent none. */
  finishReason: string;
  /**
   * Milliseconds the model took, without the gateway's overhead and earlier attempts where headers tell them;
   * null where the gateway retried and does not say how long the last attempt took.
   */
  latencyMs: number | null;
  evidence: Evidence;
}

/** What is known of an answer that was refused: kept as evidence and counted in the cost. */
export type PartialAnswer = Partial<Answer>;

/**
 * The outcome of one HTTP attempt.
 *
 * - `measured`: a whole answer of the model that was asked.
 * - `unmeasured`: final; trying again would not help or would hide what happened.
 * - `retry`: a passing fault. After the last attempt it is stored as unmeasured with the same reason.
 *
 * An answer without choices, with null content and no tool call, or with an empty text of zero completion
 * tokens is `empty` by error. An empty text that ended with `stop` after at least one completion token is
 * what the model said, and is measured: some prompts ask for nothing.
 */
export type SampleResult =
  | { kind: 'measured'; answer: Answer }
  | { kind: 'unmeasured'; reason: UnmeasuredReason; detail: string; partial?: PartialAnswer }
  | { kind: 'retry'; reason: UnmeasuredReason; detail: string; retryAfterMs?: number; partial?: PartialAnswer };
