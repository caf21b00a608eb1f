import { hashAnswer } from './canonicalise.ts';
import type { Answer } from './types.ts';

/** An answer to be compared, from what is known of it: hashes are computed, unknown facts are null. */
export function toAnswer({
  output,
  toolCalls = [],
  ...known
}: { output: string } & Partial<Omit<Answer, 'canonicalHash' | 'rawHash'>>): Answer {
  return {
    output,
    toolCalls,
    ...hashAnswer({ output, toolCalls }),
    finishReason: null,
    embedding: null,
    refusal: null,
    promptTokens: null,
    completionTokens: null,
    latencyMs: null,
    servedModel: null,
    fingerprint: null,
    ...known,
  };
}
