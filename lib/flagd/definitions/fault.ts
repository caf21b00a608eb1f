import { Code, ConnectError } from '@connectrpc/connect';
import { z } from 'zod';
import { describeConnectionFault, findCause } from '#lib/gateway/connection-fault.ts';
import type { NotCompared, NotComparedReason } from '#lib/kubernetes/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { UnreadableAnswer } from '../unreadable.ts';

const NOT_SYNC = 'Check that the port is that of the sync service (8015 unless --sync-port says otherwise).';
const NOT_GRPC = `See whether it is http instead of https, or the other way round. ${NOT_SYNC}`;
const ADD_CA = 'Enter the certificate authority that its certificate is from, and an address that it names.';
const CHECK = 'Check the address, that flagd runs, and that Tidemark reaches it.';

/** What a call's status means here; any other is a flagd that is not reached. */
const MEANING: Partial<Record<Code, { reason: NotComparedReason; mend: string }>> = {
  [Code.Unimplemented]: { reason: 'not_served', mend: NOT_SYNC },
  [Code.NotFound]: { reason: 'not_served', mend: NOT_SYNC },
  [Code.Unauthenticated]: { reason: 'unauthorized', mend: 'Let Tidemark through to the sync service.' },
  [Code.PermissionDenied]: { reason: 'forbidden', mend: 'Let Tidemark through to the sync service.' },
  [Code.ResourceExhausted]: { reason: 'too_large', mend: 'Nothing larger is read, to bound memory.' },
};

/**
 * Why a flagd was not compared, in words for a person.
 *
 * @param passedMs how long it was waited for where time ran out; else null
 */
export function notComparedOf(url: string, error: unknown, passedMs: number | null): NotCompared {
  const subject = `flags of flagd at ${url}`;
  const told = (reason: NotComparedReason, detail: string): NotCompared => ({ reason, subject, detail });
  if (passedMs !== null)
    return told('unreachable', `${url} gave no whole answer within ${passedMs / 1000} s. ${CHECK}`);
  const refused = findCause(error, TidemarkError);
  if (refused !== undefined) return told('unreachable', `${url}: ${refused.message}`);
  if (error instanceof UnreadableAnswer || error instanceof z.ZodError) {
    return told('unreadable', `The answer of ${url} cannot be read: ${error.message}. ${NOT_SYNC}`);
  }
  if (!(error instanceof ConnectError))
    return told('unreachable', `${url}: ${describeConnectionFault(error)}. ${CHECK}`);
  const { reason, mend } = MEANING[error.code] ?? { reason: 'unreachable', mend: mendOf(error) };
  if (mend === NOT_GRPC) return told(reason, `${url}: something else than gRPC answers. ${mend}`);
  const said = error.cause === undefined ? error.rawMessage : describeConnectionFault(error);
  return told(reason, `${url}: ${said}. ${mend}`);
}

/** A connection that is closed on us is most often one of another protocol: no HTTP/2, or no TLS where it should be. */
function mendOf({ code, cause }: ConnectError): string {
  const fault = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === Code.Canceled || /^(EPROTO$|ERR_HTTP2_|ERR_SSL_)/.test(fault)) return NOT_GRPC;
  return /CERT|SIGNATURE/.test(fault) ? ADD_CA : CHECK;
}
