import { describeConnectionFault, findCause } from '#lib/gateway/connection-fault.ts';
import type { NotCompared, NotComparedReason } from '#lib/kubernetes/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { UnreadableAnswer } from './unreadable.ts';

/** How a flagd that is not reached is mended. */
export const CHECK = 'Check the address, that flagd runs, and that Tidemark reaches it.';

const ADD_CA = 'Enter the certificate authority that its certificate is from, and an address that it names.';

/** Where a flagd was asked, and how that went. */
export interface Asked {
  url: string;
  /** How long it was waited for where time ran out; else null. */
  passedMs: number | null;
  /** Advice where something else seems to listen. */
  wrongPort: string;
}

/** Why a flagd was not compared. */
export function notComparedAt(url: string, reason: NotComparedReason, detail: string): NotCompared {
  return { reason, subject: `flags of flagd at ${url}`, detail };
}

/** What a fault amounts to that is no answer of the service, in words for a person. */
export function notReached({ url, passedMs, wrongPort }: Asked, error: unknown): NotCompared {
  const told = (reason: NotComparedReason, detail: string) => notComparedAt(url, reason, detail);
  if (passedMs !== null)
    return told('unreachable', `${url} gave no whole answer within ${passedMs / 1000} s. ${CHECK}`);
  const refused = findCause(error, TidemarkError);
  if (refused !== undefined) return told('unreachable', `${url}: ${refused.message}`);
  if (error instanceof UnreadableAnswer) {
    return told('unreadable', `The answer of ${url} cannot be read: ${error.message}. ${wrongPort}`);
  }
  const fault = faultCode(error);
  if (isOtherProtocol(fault)) {
    const how = 'See whether it is http instead of https, or the other way round.';
    return told('unreachable', `${url}: something else answers than was asked for. ${how} ${wrongPort}`);
  }
  const mend = /CERT|SIGNATURE/.test(fault) ? ADD_CA : CHECK;
  return told('unreachable', `${url}: ${describeConnectionFault(error)}. ${mend}`);
}

/** No HTTP, no HTTP/2, or no TLS where it should be. */
function isOtherProtocol(fault: string): boolean {
  return /^(EPROTO$|ERR_HTTP2_|ERR_SSL_|HPE_)/.test(fault);
}

/** Node's code of the innermost fault; empty where there is none. */
function faultCode(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error && 'code' in inner ? String(inner.code) : '';
}
