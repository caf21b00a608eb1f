import { type CallPlan, callPlan, type StartRunBody, startRunBody } from '#lib/contract/runs.ts';
import {
  BASELINE_CAPTURE_REPETITIONS,
  BASELINE_MAX_CAPTURE_REPETITIONS,
  BASELINE_MIN_REPETITIONS,
} from '#lib/policy/thresholds.ts';

/** What the start dialog holds. */
export interface StartFields {
  endpointId: string | null;
  purpose: StartRunBody['purpose'];
  /** Of a check; the endpoint's own as long as nobody chooses another. */
  plan: CallPlan | 'own';
  /** Answers per prompt of a baseline. */
  repetitions: number;
  reason: string;
}

/** Plans to choose from, that of the endpoint first. */
export const PLAN_CHOICES = ['own', ...callPlan.options] as const;

/** Answers per prompt to choose from for a baseline. */
export const REPETITION_CHOICES: readonly number[] = Array.from(
  { length: BASELINE_MAX_CAPTURE_REPETITIONS - BASELINE_MIN_REPETITIONS + 1 },
  (_, index) => BASELINE_MIN_REPETITIONS + index,
);

export const DEFAULT_REPETITIONS = BASELINE_CAPTURE_REPETITIONS;

/** The contract, and that a person says why normal changes. */
export const startFields = startRunBody.refine(({ purpose, reason }) => purpose === 'check' || reason !== undefined, {
  path: ['reason'],
  message: 'say in a few words why',
});

/** What is sent for what was chosen. */
export function toStartBody({ endpointId, purpose, plan, repetitions, reason }: StartFields) {
  const target = { endpointId: endpointId === null ? null : Number(endpointId), purpose };
  if (purpose === 'check') return { ...target, ...(plan !== 'own' && { plan }) };
  return { ...target, repetitions, ...(reason.trim() !== '' && { reason: reason.trim() }) };
}
