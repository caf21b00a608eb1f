import { type ErrorCode, TidemarkError } from '#lib/platform/errors.ts';
import { KUBE_MAX_ANSWER_BYTES } from '#lib/policy/thresholds.ts';
import type { NotCompared, NotComparedReason } from '../types.ts';

/** What can go wrong with an API server. */
export type KubeFaultReason = Exclude<NotComparedReason, 'not_rendered' | 'opted_out'>;

/** What each fault amounts to where nothing goes on without the answer, and how it is mended. */
const MEANING: Record<KubeFaultReason, { code: ErrorCode; mend: string }> = {
  unauthorized: {
    code: 'misconfigured',
    mend: 'Enter a valid token or kubeconfig for this cluster; tokens of service accounts expire.',
  },
  forbidden: { code: 'misconfigured', mend: "Allow get, list and watch of it to the cluster's account." },
  not_served: {
    code: 'misconfigured',
    mend: 'See whether its CustomResourceDefinition was removed, or serves other versions only.',
  },
  unreachable: { code: 'unavailable', mend: 'Check the address, and that Tidemark reaches it.' },
  refused: { code: 'unavailable', mend: 'See what the API server says of it.' },
  expired: { code: 'unavailable', mend: 'The cluster forgets faster than the list is read; compare again.' },
  too_large: {
    code: 'unavailable',
    mend: `Nothing larger than ${KUBE_MAX_ANSWER_BYTES / 1e6} MB is read, to bound memory.`,
  },
  unreadable: {
    code: 'unavailable',
    mend: 'See whether a proxy answers instead of the API server, or cuts its answers off.',
  },
};

interface KubeFaultOptions {
  /** Whether the same request may go well a moment later. */
  passing?: boolean;
  /** What the server asked to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** Where a list can go on after it expired, if the server says so. */
  resumeWith?: string | undefined;
  /** The kind is served, and one object of it is not there. */
  isObjectMissing?: boolean;
  /** Instead of the reason's own advice; empty where the detail holds one. */
  mend?: string | undefined;
  cause?: unknown;
}

/** An API server that does not give what was asked. At a scan it becomes data ({@link notComparedOf}), never an end. */
export class KubeFault extends TidemarkError {
  readonly reason: KubeFaultReason;
  readonly passing: boolean;
  readonly retryAfterMs: number | undefined;
  readonly resumeWith: string | undefined;
  readonly isObjectMissing: boolean;

  /** @param detail where and what, without secrets and without a full stop */
  constructor(reason: KubeFaultReason, detail: string, options: KubeFaultOptions = {}) {
    const { passing = false, isObjectMissing = false, retryAfterMs, resumeWith, cause } = options;
    const { code, mend } = MEANING[reason];
    const wait = code === 'unavailable' && retryAfterMs !== undefined;
    super(code, `${detail}. ${options.mend ?? mend}`.trim(), {
      cause,
      ...(wait && { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
    });
    this.name = 'KubeFault';
    this.reason = reason;
    this.passing = passing;
    this.retryAfterMs = retryAfterMs;
    this.resumeWith = resumeWith;
    this.isObjectMissing = isObjectMissing;
  }
}

/**
 * What a fault leaves out of a comparison.
 *
 * @param subject e.g. `secrets in payments`
 * @throws the error itself where it is no fault of the cluster, such as an abort.
 */
export function notComparedOf(error: unknown, subject: string): NotCompared {
  if (!(error instanceof KubeFault)) throw error;
  return { reason: error.reason, subject, detail: error.message };
}
