import { BASELINE_CAPTURE_REPETITIONS, BASELINE_MIN_REPETITIONS } from '#lib/policy/thresholds.ts';

/** What is known of an endpoint when somebody asks for a run. */
export interface StartFacts {
  endpointName: string;
  promptCount: number;
  suiteTitle: string;
  activeRunId: number | null;
}

export interface StartRequest {
  purpose: 'check' | 'baseline';
  repetitions?: number;
}

export type StartDecision =
  | { allowed: true; repetitions: number }
  | { allowed: false; code: 'conflict' | 'invalid_input'; reason: string };

/** Whether a run may start now, and with how many repetitions per prompt. */
export function decideStart(request: StartRequest, facts: StartFacts): StartDecision {
  const repetitions = request.repetitions ?? (request.purpose === 'baseline' ? BASELINE_CAPTURE_REPETITIONS : 1);
  if (facts.activeRunId !== null) {
    return {
      allowed: false,
      code: 'conflict',
      reason: `Run ${facts.activeRunId} of ${facts.endpointName} is still going. Wait for it or cancel it.`,
    };
  }
  if (facts.promptCount === 0) {
    return {
      allowed: false,
      code: 'invalid_input',
      reason: `The suite ${facts.suiteTitle} has no published version. Publish one with \`tidemark suite publish\`.`,
    };
  }
  if (request.purpose === 'baseline' && repetitions < BASELINE_MIN_REPETITIONS) {
    return {
      allowed: false,
      code: 'invalid_input',
      reason: `A baseline needs at least ${BASELINE_MIN_REPETITIONS} repetitions of each prompt; ${repetitions} were asked for.`,
    };
  }
  return { allowed: true, repetitions };
}
