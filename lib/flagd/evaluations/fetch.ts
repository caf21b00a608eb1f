import type { JsonObject } from '#lib/kubernetes/types.ts';
import { deadlineOf } from '#lib/platform/deadline.ts';
import { FLAGD_MAX_ANSWER_BYTES, FLAGD_TIMEOUT_MS } from '#lib/policy/thresholds.ts';
import { checkFlagdUrl, type FlagdConnection } from '../connection.ts';
import { refKey } from '../definition.ts';
import { type FetchOptions, OF_NO_SET, selectorsOf } from '../fetch-options.ts';
import { NOT_OFREP, notComparedOf, StatusFault } from './fault.ts';
import { postJson } from './post-json.ts';
import { readBulkAnswer } from './read-answer.ts';
import type { EvaluatedContext, FlagOutcome, LiveEvaluations } from './types.ts';

const PATH = '/ofrep/v1/evaluate/flags';
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
    const passedMs = deadline.hasPassed() ? timeoutMs : null;
    return { notCompared: notComparedOf({ url, passedMs, wrongPort: NOT_OFREP }, error) };
  }
}
