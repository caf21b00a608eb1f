import type { Repetitions, RunEstimate } from '#lib/contract/runs.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { formatRepetitions } from '#lib/format/repetitions.ts';
import { estimateRun as estimateCalls } from '#lib/gateway/estimate.ts';
import { sizeOf } from './call-cost.ts';
import type { StartableEndpoint } from './start-facts.ts';

/** What a run of `endpoint` that asks each prompt as often as `repetitions` say will ask for, before it starts. */
export function estimateRun(
  {
    prompts,
    inputUsdPerMillion,
    outputUsdPerMillion,
  }: Pick<StartableEndpoint, 'prompts' | 'inputUsdPerMillion' | 'outputUsdPerMillion'>,
  repetitions: Repetitions,
): RunEstimate {
  const estimate = estimateCalls(
    prompts.map((prompt) => ({
      ...sizeOf(prompt),
      repetitions: repetitions[prompt.stratum],
    })),
    { inputUsdPerMillion, outputUsdPerMillion },
  );
  return {
    calls: estimate.calls,
    promptTokens: estimate.inputTokens,
    maxCompletionTokens: estimate.outputTokens,
    maxCostUsd: estimate.costUsd,
    basis: `${formatCount(prompts.length, 'prompt')}, ${formatRepetitions(repetitions)} each; input at 4 characters a token, output at each prompt's limit; retries not included`,
  };
}
