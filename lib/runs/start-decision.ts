import type { CallPlan, Repetitions, RunPurpose, RunStatus } from '#lib/contract/runs.ts';
import { assertNever } from '#lib/platform/errors.ts';
import {
  BASELINE_CAPTURE_REPETITIONS,
  BASELINE_MAX_CAPTURE_REPETITIONS,
  BASELINE_MIN_REPETITIONS,
} from '#lib/policy/thresholds.ts';
import { CHECK_REPETITIONS, CONFIRMATION_REPETITIONS, everyPrompt } from './call-plan.ts';

/** What is known of an endpoint when somebody asks for a run. */
export interface StartFacts {
  endpointName: string;
  /** How the endpoint is checked unless a request says otherwise. */
  plan: CallPlan;
  promptCount: number;
  suiteTitle: string;
  activeRunId: number | null;
  /** The run to confirm, if it is one of this endpoint. */
  parent: { id: number; purpose: RunPurpose; status: RunStatus } | null;
}

export interface StartRequest {
  purpose: RunPurpose;
  /** Of a check; left out: the endpoint's. */
  plan?: CallPlan;
  /** Of every prompt: of a baseline, of a screening, or of a check instead of a plan. */
  repetitions?: number;
}

export type StartDecision = { allowed: true; repetitions: Repetitions; plan: CallPlan | null } | Refusal;

type Refusal = { allowed: false; code: 'conflict' | 'invalid_input'; reason: string };

/** Whether a run may start now, and how often it asks each prompt. */
export function decideStart(request: StartRequest, facts: StartFacts): StartDecision {
  if (facts.activeRunId !== null) {
    return {
      allowed: false,
      code: 'conflict',
      reason: `Run ${facts.activeRunId} of ${facts.endpointName} is still going. Wait for it or cancel it.`,
    };
  }
  if (facts.promptCount === 0) {
    return refused(
      `The suite ${facts.suiteTitle} has no published version. Publish one with \`tidemark suite publish\`.`,
    );
  }
  if (request.plan !== undefined && request.purpose !== 'check') return refused('Only a check follows a plan.');
  return decideRepetitions(request, facts);
}

function decideRepetitions({ purpose, plan, repetitions }: StartRequest, facts: StartFacts): StartDecision {
  switch (purpose) {
    case 'check':
      if (repetitions === undefined) return planned(plan ?? facts.plan);
      if (plan !== undefined) return refused('A check follows a plan or asks every prompt equally often, not both.');
      return { allowed: true, repetitions: everyPrompt(repetitions), plan: null };
    case 'baseline':
      return decideCapture(repetitions ?? BASELINE_CAPTURE_REPETITIONS);
    case 'confirmation':
      return decideConfirmation(facts);
    case 'screening':
      if (repetitions === undefined) return refused('Say how often a screening asks each prompt.');
      return { allowed: true, repetitions: everyPrompt(repetitions), plan: null };
    default:
      return assertNever(purpose);
  }
}

function planned(plan: CallPlan): StartDecision {
  return { allowed: true, repetitions: CHECK_REPETITIONS[plan], plan };
}

function decideCapture(repetitions: number): StartDecision {
  if (repetitions >= BASELINE_MIN_REPETITIONS && repetitions <= BASELINE_MAX_CAPTURE_REPETITIONS) {
    return { allowed: true, repetitions: everyPrompt(repetitions), plan: null };
  }
  return refused(
    `A baseline is captured with ${BASELINE_MIN_REPETITIONS} to ${BASELINE_MAX_CAPTURE_REPETITIONS} repetitions of each prompt; ${repetitions} were asked for.`,
  );
}

function decideConfirmation({ parent, endpointName }: StartFacts): StartDecision {
  if (parent?.purpose === 'check' && parent.status === 'finished') {
    return { allowed: true, repetitions: CONFIRMATION_REPETITIONS, plan: null };
  }
  return refused(`Only a finished check of ${endpointName} can be confirmed.`);
}

function refused(reason: string): Refusal {
  return { allowed: false, code: 'invalid_input', reason };
}
