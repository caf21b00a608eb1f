import { type ErrorCode, TidemarkError } from '#lib/platform/errors.ts';

export type FaultReason =
  | 'unauthorised'
  | 'forbidden'
  | 'not_found'
  | 'refused'
  | 'rate_limited'
  | 'server_error'
  | 'unreachable'
  | 'unreadable'
  | 'too_large';

/** Why a call to Langfuse gave nothing. */
export interface LangfuseFault {
  reason: FaultReason;
  /** What was seen, without secrets. */
  detail: string;
  /** What the server asked to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
}

interface FaultMeaning {
  code: ErrorCode;
  /** Whether the same call may go well later. */
  passing: boolean;
  mend: string;
}

export const FAULT_MEANING: Record<FaultReason, FaultMeaning> = {
  unauthorised: {
    code: 'misconfigured',
    passing: false,
    mend: 'Check public and secret key in Settings, Langfuse; both must be of the same project.',
  },
  forbidden: {
    code: 'misconfigured',
    passing: false,
    mend: 'Use keys of a project, not of an organization, and check what they may read.',
  },
  not_found: {
    code: 'misconfigured',
    passing: false,
    mend: 'Check the address of the Langfuse server.',
  },
  refused: {
    code: 'misconfigured',
    passing: false,
    mend: 'Check address, evaluator and score limit of the source; the server may be of an unknown version.',
  },
  rate_limited: { code: 'rate_limited', passing: true, mend: 'The search goes on when Langfuse allows it.' },
  server_error: { code: 'unavailable', passing: true, mend: 'See whether Langfuse and its database are well.' },
  unreachable: { code: 'unavailable', passing: true, mend: 'Check that the worker reaches the address.' },
  unreadable: {
    code: 'unavailable',
    passing: true,
    mend: 'See whether a proxy answers instead of Langfuse, or cuts its answers off.',
  },
  too_large: { code: 'unavailable', passing: false, mend: 'Nothing larger is read, to bound memory.' },
};

/** The error a fault amounts to where nothing goes on without the answer. */
export function faultError({ reason, detail, retryAfterMs }: LangfuseFault, cause?: unknown): TidemarkError {
  const { code, passing, mend } = FAULT_MEANING[reason];
  return new TidemarkError(code, `Langfuse: ${detail}. ${mend}`, {
    cause,
    ...(passing && retryAfterMs !== undefined && { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
  });
}

/** What a status other than 200 means. */
export function reasonOfStatus(status: number): FaultReason {
  if (status === 401) return 'unauthorised';
  if (status === 403) return 'forbidden';
  // 410: an interface that this server has given up.
  if (status === 404 || status === 410) return 'not_found';
  if (status === 429) return 'rate_limited';
  if (status === 408 || status >= 500) return 'server_error';
  return 'refused';
}
