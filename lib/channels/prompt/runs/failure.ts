import { type ErrorCode, TidemarkError } from '#lib/platform/errors.ts';
import { GOLDEN_RUN_PATIENCE_MS } from '#lib/policy/thresholds.ts';

/** Faults that another try meets again: somebody must mend the repository, its credentials or the settings. */
const FINAL: readonly ErrorCode[] = [
  'invalid_input',
  'not_found',
  'misconfigured',
  'unauthenticated',
  'forbidden',
  'conflict',
];

export type Failure = { again: true } | { again: false; reason: string };

/** Whether a run that could not be carried out is tried again, or ends here and why. */
export function failure(error: unknown, { createdAt, now }: { createdAt: Date; now: Date }): Failure {
  const told =
    error instanceof TidemarkError ? error.message : 'Something went wrong inside Tidemark; see the worker log.';
  if (error instanceof TidemarkError && FINAL.includes(error.code)) return { again: false, reason: told };
  if (now.getTime() - createdAt.getTime() < GOLDEN_RUN_PATIENCE_MS) return { again: true };
  return {
    again: false,
    reason: `Given up after ${GOLDEN_RUN_PATIENCE_MS / 3_600_000} hours. The last fault: ${told}`,
  };
}
