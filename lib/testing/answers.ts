import type { Answer } from '../gateway/outcome.ts';
import { invariant } from '../platform/errors.ts';
import type { PlannedSample } from '../runs/planned-sample.ts';
import { parsePromptSpec } from '../suites/format.ts';
import type { MadeEndpoint } from './factories.ts';

/** A whole answer: "Yes". */
export function makeAnswer(over: Partial<Answer> = {}): Answer {
  return {
    output: 'Yes',
    toolCalls: null,
    finishReason: 'stop',
    promptTokens: 12,
    completionTokens: 3,
    costUsd: 0.25,
    latencyMs: 40,
    evidence: {
      model: 'model-1',
      systemFingerprint: null,
      responseId: null,
      created: null,
      requestId: null,
      gatewayVersion: null,
      deploymentId: null,
      modelGroup: null,
      apiBase: null,
      attemptedRetries: null,
      attemptedFallbacks: null,
      responseDurationMs: null,
      overheadDurationMs: null,
      responseCostUsd: null,
      cacheHit: null,
      cachedPromptTokens: null,
      provider: {},
    },
    ...over,
  };
}

/** The call at `position` of a run of `target`; see lib/runs/planned-sample.ts for the order of a plan. */
export function plannedAt({ endpoint, prompts }: MadeEndpoint, runId: number, position: number): PlannedSample {
  const prompt = prompts[position % prompts.length];
  invariant(prompt, 'the suite has prompts');
  return {
    runId,
    promptId: prompt.id,
    repetition: Math.floor(position / prompts.length),
    position,
    runStatus: 'sampling',
    isStored: false,
    spec: parsePromptSpec(prompt.spec),
    endpoint,
    gateway: { id: endpoint.gatewayId, kind: 'litellm', baseUrl: 'http://gateway.test/v1', encryptedKey: null },
    budget: { budgetUsd: null, spentUsd: 0, inFlightUsd: 0, callUsd: null },
  };
}
