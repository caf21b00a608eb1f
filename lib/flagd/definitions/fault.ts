import { Code, ConnectError } from '@connectrpc/connect';
import type { NotCompared, NotComparedReason } from '#lib/kubernetes/types.ts';
import { type Asked, CHECK, notComparedAt, notReached } from '../fault.ts';

/** Advice where another service than the one of definitions seems to listen. */
export const NOT_SYNC = 'Check that the port is that of the sync service (8015 unless --sync-port says otherwise).';

const LET_THROUGH = 'Let Tidemark through to the sync service.';

/** What a call's status means here; any other is a flagd that is not reached. */
const MEANING: Partial<Record<Code, { reason: NotComparedReason; mend: string }>> = {
  [Code.Unimplemented]: { reason: 'not_served', mend: NOT_SYNC },
  [Code.NotFound]: { reason: 'not_served', mend: NOT_SYNC },
  [Code.Unauthenticated]: { reason: 'unauthorized', mend: LET_THROUGH },
  [Code.PermissionDenied]: { reason: 'forbidden', mend: LET_THROUGH },
  [Code.ResourceExhausted]: { reason: 'too_large', mend: 'Nothing larger is read, to bound memory.' },
  // Nobody here cancelled: what is no gRPC server closes the connection.
  [Code.Canceled]: {
    reason: 'unreachable',
    mend: `See whether it is http instead of https, or the other way round. ${NOT_SYNC}`,
  },
};

/** Why definitions were not compared, in words for a person. */
export function notComparedOf(asked: Asked, error: unknown): NotCompared {
  if (asked.passedMs !== null || !(error instanceof ConnectError) || error.cause instanceof Error) {
    return notReached(asked, error);
  }
  const { reason, mend } = MEANING[error.code] ?? { reason: 'unreachable', mend: CHECK };
  return notComparedAt(asked.url, reason, `${asked.url}: ${error.rawMessage}. ${mend}`);
}
