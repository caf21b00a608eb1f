import { type ErrorCode, TidemarkError } from '#lib/platform/errors.ts';

/** What goes away by itself. */
const PASSING: readonly ErrorCode[] = ['unavailable', 'rate_limited', 'internal'];

/** Whether what keeps a change from being pushed, or its pull request from being opened, needs a person. */
export function needsPerson(error: unknown): boolean {
  return error instanceof TidemarkError && !PASSING.includes(error.code);
}
