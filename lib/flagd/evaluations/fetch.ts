import { describeConnectionFault, findCause } from '#lib/gateway/connection-fault.ts';
import type { JsonObject, NotCompared, NotComparedReason } from '#lib/kubernetes/types.ts';
import { deadlineOf } from '#lib/platform/deadline.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { FLAGD_MAX_ANSWER_BYTES, FLAGD_TIMEOUT_MS } from '#lib/policy/thresholds.ts';
import { checkFlagdUrl, type FlagdConnection } from '../connection.ts';
import { refKey } from '../definition.ts';
import { type FetchOptions, OF_NO_SET, selectorsOf } from '../fetch-options.ts';
import { UnreadableAnswer } from '../unreadable.ts';
import { postJson, TooLargeAnswer } from './post-json.ts';
import { readBulkAnswer } from './read-answer.ts';
import type { EvaluatedContext, FlagOutcome, LiveEvaluations } from './types.ts';

const PATH = '/ofrep/v1/evaluate/flags';
const NOT_OFREP = 'Check that the port is that of the OFREP service (8016 unless --ofrep-port says otherwise).';
const CHECK = 'Check the address, that flagd runs, and that Tidemark reaches it.';

/** What a status means that is no answer. */
const MEANING: Readonly<Record<number, { reason: NotComparedReason; mend: string }>> = {
  401: { reason: 'unauthorized', mend: 'Let Tidemark through to the OFREP service.' },
  403: { reason: 'forbidden', mend: 'Let Tidemark through to the OFREP service.' },
  404: { reason: 'not_served', mend: NOT_OFREP },
  405: { reason: 'not_served', mend: NOT_OFREP },
};

class StatusFault extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

/**
 * Has a flagd evaluate all flags for each context, over OFREP (HTTP mode). A flagd that cannot be read is told as not
 * compared, never as one without flags.
 *
 * @throws the signal's reason when it aborts; TidemarkError `invalid_input` for an address that is none.
 */
export async function fetchEvaluations(
  connection: FlagdConnection,
  contexts: readonly JsonObject[],
  options: FetchOptions,
): Promise<LiveEvaluations> {
  const { outbound, signal, known = [], timeoutMs = FLAGD_TIMEOUT_MS, maxBytes = FLAGD_MAX_ANSWER_BYTES } = options;
  const url = checkFlagdUrl(connection.url);
  using deadline = deadlineOf(timeoutMs, signal);

  async function ask(context: JsonObject, selector: string): Promise<FlagOutcome[]> {
    const headers: Record<string, string> = selector === '' ? {} : { 'flagd-selector': selector };
    const to = { ...connection, url };
    const { status, text } = await postJson(
      to,
      PATH,
      { context },
      { outbound, signal: deadline.signal, headers, maxBytes },
    );
    if (status !== 200) throw new StatusFault(status);
    return readBulkAnswer(text, selector === OF_NO_SET);
  }

  async function evaluate(context: JsonObject): Promise<EvaluatedContext> {
    const outcomes = new Map((await ask(context, '')).map((outcome) => [refKey(outcome.ref), outcome]));
    const refs = [...outcomes.values()].map(({ ref }) => ref).concat(known);
    for (const selector of selectorsOf(refs)) {
      for (const outcome of await ask(context, selector)) outcomes.set(refKey(outcome.ref), outcome);
    }
    return { context, outcomes: [...outcomes.values()] };
  }

  try {
    outbound.checkHost(new URL(url).hostname);
    const evaluated: EvaluatedContext[] = [];
    for (const context of contexts) evaluated.push(await evaluate(context));
    return { contexts: evaluated };
  } catch (error) {
    signal.throwIfAborted();
    return { notCompared: notComparedOf(url, error, deadline.hasPassed() ? timeoutMs : null) };
  }
}

function notComparedOf(url: string, error: unknown, passedMs: number | null): NotCompared {
  const told = (reason: NotComparedReason, detail: string) => ({ reason, subject: `flags of flagd at ${url}`, detail });
  if (passedMs !== null)
    return told('unreachable', `${url} gave no whole answer within ${passedMs / 1000} s. ${CHECK}`);
  const refused = findCause(error, TidemarkError);
  if (refused !== undefined) return told('unreachable', `${url}: ${refused.message}`);
  if (error instanceof TooLargeAnswer) return told('too_large', `${url}: ${error.message}.`);
  if (error instanceof UnreadableAnswer) {
    return told('unreadable', `The answer of ${url} cannot be read: ${error.message}. ${NOT_OFREP}`);
  }
  if (!(error instanceof StatusFault))
    return told('unreachable', `${url}: ${describeConnectionFault(error)}. ${CHECK}`);
  const { reason, mend } = MEANING[error.status] ?? { reason: 'unreachable', mend: CHECK };
  return told(reason, `${url}: ${error.message}. ${mend}`);
}
