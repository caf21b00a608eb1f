import { errorReply, type Reply } from '../http.ts';
import type { FaultKind, FaultRule } from './kinds.ts';

/** Faults that refuse a request before any model is asked; nothing is paid for them. LiteLLM's wording. */
const REFUSALS: Partial<Record<FaultKind, (rule: FaultRule) => Reply>> = {
  unauthorised: () => refuseKey(),
  rate_limit: ({ retryAfterSeconds }) =>
    errorReply(429, 'demo: Rate limit reached, try again later.', 'throttling_error', {
      headers: { 'retry-after': String(retryAfterSeconds) },
    }),
  server_error: () => errorReply(500, 'demo: the provider failed.', 'internal_server_error'),
  context_window: () =>
    errorReply(
      400,
      'demo: ContextWindowExceededError: the prompt is too long for this model.',
      'invalid_request_error',
    ),
  content_policy: () =>
    errorReply(400, 'demo: ContentPolicyViolationError: the prompt was blocked.', 'invalid_request_error', {
      code: 'content_policy_violation',
    }),
  reset: () => ({ hangUp: true }),
};

/** The refusal a fault stands for; null where it lets the model answer. */
export function refuse(rule: FaultRule): Reply | null {
  return REFUSALS[rule.kind]?.(rule) ?? null;
}

/** How a LiteLLM proxy refuses a key. */
export function refuseKey(): Reply {
  return errorReply(401, 'demo: Authentication Error, invalid proxy server token passed.', 'auth_error', {
    param: 'key',
  });
}
