import { type StartRunBody, startRunBody } from '#lib/contract/runs.ts';
import { BASELINE_CAPTURE_REPETITIONS } from '#lib/policy/thresholds.ts';

/** What the start dialog holds. */
export interface StartFields {
  endpointId: string | null;
  purpose: StartRunBody['purpose'];
  repetitions: number | '';
  reason: string;
}

/** Answers per prompt that each purpose starts from. */
export const DEFAULT_REPETITIONS: Record<StartRunBody['purpose'], number> = {
  check: 1,
  baseline: BASELINE_CAPTURE_REPETITIONS,
};

/** The contract, and that a person says why normal changes. */
export const startFields = startRunBody.refine(({ purpose, reason }) => purpose === 'check' || reason !== undefined, {
  path: ['reason'],
  message: 'say in a few words why',
});

/** What is sent for what was chosen. */
export function toStartBody({ endpointId, purpose, repetitions, reason }: StartFields) {
  return {
    endpointId: endpointId === null ? null : Number(endpointId),
    purpose,
    repetitions: repetitions === '' ? null : repetitions,
    ...(purpose === 'baseline' && reason.trim() !== '' && { reason: reason.trim() }),
  };
}
