import type { NotCompared, NotComparedReason } from '#lib/kubernetes/types.ts';
import { type Asked, CHECK, notComparedAt, notReached } from '../fault.ts';
import { TooLargeAnswer } from './post-json.ts';

/** Advice where another service than the one of evaluations seems to listen. */
export const NOT_OFREP = 'Check that the port is that of the OFREP service (8016 unless --ofrep-port says otherwise).';

const LET_THROUGH = 'Let Tidemark through to the OFREP service.';

/** What a status means that is no answer; any other is a flagd that is not reached. */
const MEANING: Readonly<Record<number, { reason: NotComparedReason; mend: string }>> = {
  401: { reason: 'unauthorized', mend: LET_THROUGH },
  403: { reason: 'forbidden', mend: LET_THROUGH },
  404: { reason: 'not_served', mend: NOT_OFREP },
  405: { reason: 'not_served', mend: NOT_OFREP },
};

/** An answer with another status than 200. */
export class StatusFault extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

/** Why evaluations were not compared, in words for a person. */
export function notComparedOf(asked: Asked, error: unknown): NotCompared {
  const { url } = asked;
  if (error instanceof TooLargeAnswer) return notComparedAt(url, 'too_large', `${url}: ${error.message}.`);
  if (!(error instanceof StatusFault)) return notReached(asked, error);
  const { reason, mend } = MEANING[error.status] ?? { reason: 'unreachable', mend: CHECK };
  return notComparedAt(url, reason, `${url}: ${error.message}. ${mend}`);
}
