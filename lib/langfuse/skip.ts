import { assertNever } from '#lib/platform/errors.ts';
import { faultError, type LangfuseFault } from './faults.ts';
import type { TraceResult } from './types.ts';

/**
 * What a fault met at one trace means: something about the trace, which is then left out, or about the server.
 *
 * @throws TidemarkError where it is about the server.
 */
export function skipOrThrow(traceId: string, fault: LangfuseFault): TraceResult {
  switch (fault.reason) {
    case 'not_found':
      return { kind: 'skipped', reason: 'its trace is not there' };
    case 'too_large':
    case 'refused':
      return { kind: 'skipped', reason: fault.detail };
    case 'unauthorised':
    case 'forbidden':
    case 'rate_limited':
    case 'server_error':
    case 'unreachable':
    case 'unreadable':
      throw faultError({ ...fault, detail: `trace ${traceId}: ${fault.detail}` });
    default:
      return assertNever(fault.reason);
  }
}
