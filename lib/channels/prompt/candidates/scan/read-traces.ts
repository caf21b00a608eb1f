import pLimit from 'p-limit';
import type { LangfuseClient, ScoreQuery } from '#lib/langfuse/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { LANGFUSE_CALLS_IN_FLIGHT } from '#lib/policy/thresholds.ts';
import { candidateOf, type NewCandidate } from '../from-trace/candidate.ts';
import { asksNothing } from '../from-trace/messages.ts';
import type { Choice } from './choose.ts';
import type { Skip } from './progress.ts';

export interface ReadTraces {
  candidates: NewCandidate[];
  skips: Skip[];
}

interface Reading {
  agent: string;
  /** Whether traces that cannot be had are left out however many they are: the last try of a page. */
  isLastTry: boolean;
}

/**
 * Reads the traces of the chosen scores, each into a candidate at once, so that no more than a few are held whole.
 *
 * @throws TidemarkError when the server does not serve most of them, or refuses to go on.
 */
export async function readTraces(
  client: LangfuseClient,
  wanted: Choice['wanted'],
  query: ScoreQuery,
  { agent, isLastTry }: Reading,
  signal: AbortSignal,
): Promise<ReadTraces> {
  const limit = pLimit(LANGFUSE_CALLS_IN_FLIGHT);
  const candidates: NewCandidate[] = [];
  const skips: Skip[] = [];
  const faults: { traceId: string; error: TidemarkError }[] = [];
  const readOne = async (score: Choice['wanted'][number]): Promise<void> => {
    const { traceId } = score;
    try {
      const result = await client.trace(traceId, query, signal);
      if (result.kind === 'skipped') skips.push({ traceId, reason: result.reason });
      else if (asksNothing(result.trace.input)) skips.push({ traceId, reason: 'its trace has no input' });
      else candidates.push(candidateOf(score, result.trace, { evaluator: query.evaluator, agent }));
    } catch (error) {
      if (!(error instanceof TidemarkError)) throw error;
      faults.push({ traceId, error });
    }
  };
  const read = await Promise.allSettled(wanted.map((score) => limit(() => readOne(score))));
  signal.throwIfAborted();
  const broken = read.find((each) => each.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  const stop = faults.find(({ error }) => error.code !== 'unavailable');
  if (stop !== undefined) throw stop.error;
  const [fault] = faults;
  if (fault !== undefined && !isLastTry && faults.length * 2 > wanted.length) throw fault.error;
  const missing = faults.map(({ traceId }) => ({ traceId, reason: 'the server could not give its trace' }));
  return { candidates, skips: [...skips, ...missing] };
}
