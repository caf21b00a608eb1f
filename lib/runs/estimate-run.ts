import type { RunEstimate } from '#lib/contract/runs.ts';
import { estimateRun as estimateCalls } from '#lib/gateway/estimate.ts';
import type { StartableEndpoint } from './start-facts.ts';

/** What a run of `endpoint` with `repetitions` of every prompt will ask for, before it starts. */
export function estimateRun(
  {
    prompts,
    inputUsdPerMillion,
    outputUsdPerMillion,
  }: Omit<StartableEndpoint, 'facts' | 'suiteVersionId' | 'concurrency'>,
  repetitions: number,
): RunEstimate {
  const estimate = estimateCalls(
    prompts.map((prompt) => ({
      inputChars: JSON.stringify([prompt.messages, prompt.tools]).length,
      maxTokens: prompt.maxTokens,
      repetitions,
    })),
    { inputUsdPerMillion, outputUsdPerMillion },
  );
  return {
    calls: estimate.calls,
    promptTokens: estimate.inputTokens,
    maxCompletionTokens: estimate.outputTokens,
    maxCostUsd: estimate.costUsd,
    basis: `${prompts.length} prompts × ${repetitions}; input at 4 characters a token, output at each prompt's limit; retries not included`,
  };
}
