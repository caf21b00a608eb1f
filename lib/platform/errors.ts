/** Everything Tidemark can say went wrong. Each code maps to one HTTP status, one exit code and one retry decision. */
export const ERROR_CODES = [
  'invalid_input',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'rate_limited',
  'misconfigured',
  'unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One field that was refused, for forms and problem documents. */
export interface FieldIssue {
  path: string;
  message: string;
}

interface TidemarkErrorOptions {
  cause?: unknown;
  issues?: readonly FieldIssue[];
  /** Seconds after which a retry can succeed; only with `rate_limited` and `unavailable`. */
  retryAfterSeconds?: number;
}

/**
 * The one error class. `message` says what was wrong, where, and what to do about it;
 * it is shown to people, so it never holds a secret.
 */
export class TidemarkError extends Error {
  readonly code: ErrorCode;
  readonly issues: readonly FieldIssue[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: TidemarkErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'TidemarkError';
    this.code = code;
    this.issues = options.issues ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** HTTP status of each code (RFC 9110). */
export const HTTP_STATUS: Record<ErrorCode, number> = {
  invalid_input: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  misconfigured: 500,
  unavailable: 503,
  internal: 500,
};

/** Process exit code of each code. 0, 1 and 3 are verdicts (stable, drifted, unmeasured). */
export const EXIT_CODE: Record<ErrorCode, number> = {
  invalid_input: 2,
  unauthenticated: 4,
  forbidden: 4,
  not_found: 2,
  conflict: 5,
  rate_limited: 6,
  misconfigured: 2,
  unavailable: 6,
  internal: 70,
};

/** Narrows any thrown value to a readable message without losing the cause. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Throws an internal error when `condition` does not hold; `what` names the broken assumption. */
export function invariant(condition: unknown, what: string): asserts condition {
  if (!condition) throw new TidemarkError('internal', `Broken assumption: ${what}`);
}

/** Ends a switch over a union: a new member does not compile. */
export function assertNever(value: never): never {
  throw new TidemarkError('internal', `Unhandled case: ${JSON.stringify(value)}`);
}
