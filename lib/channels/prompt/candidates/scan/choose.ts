import type { LangfuseScore } from '#lib/langfuse/types.ts';
import type { Skip } from './progress.ts';

/** What is to be done with the scores of one page. */
export interface Choice {
  /** Lowest score of each trace that is not a candidate yet. */
  wanted: (LangfuseScore & { traceId: string })[];
  duplicates: number;
  skips: Skip[];
}

/** Ids of traces that a task's provenance and the database take. */
const USABLE_ID = /^[^\p{Cc}\p{Cs}]{1,200}$/u;

/**
 * Sorts the scores of a page. A server that did not heed the limit is not believed; several scores of one trace are one
 * candidate.
 *
 * @param known ids of traces that are candidates already
 */
export function chooseScores(
  scores: readonly LangfuseScore[],
  known: ReadonlySet<string>,
  scoreAtMost: number,
): Choice {
  const wanted = new Map<string, LangfuseScore & { traceId: string }>();
  const skips: Skip[] = [];
  const leaveOut = (reason: string) => skips.push({ reason, traceId: null });
  let duplicates = 0;
  for (const score of scores) {
    const { traceId, value } = score;
    if (value > scoreAtMost) leaveOut('scored above the limit');
    else if (traceId === null) leaveOut('the score is not of a trace');
    else if (!USABLE_ID.test(traceId)) leaveOut('the id of its trace is unusable');
    else if (known.has(traceId)) duplicates += 1;
    else {
      const before = wanted.get(traceId);
      if (before !== undefined) duplicates += 1;
      if (before === undefined || value < before.value) wanted.set(traceId, { ...score, traceId });
    }
  }
  return { wanted: [...wanted.values()], duplicates, skips };
}
