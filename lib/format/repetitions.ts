import type { Repetitions } from '#lib/contract/runs.ts';
import { formatCount } from './numbers.ts';

/** Answers per prompt: `3 repetitions`, or `3 short, 1 behaviour` where the strata differ. */
export function formatRepetitions({ short, behaviour }: Repetitions): string {
  return short === behaviour
    ? formatCount(short, 'repetition')
    : `${formatCount(short)} short, ${formatCount(behaviour)} behaviour`;
}
