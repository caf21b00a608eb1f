import type { Attempt } from '../types.ts';
import type { PassCount } from './fisher.ts';

export function ofRuns({ passes, runs }: PassCount): string {
  return `${passes} of ${runs}`;
}

/** The reason that most attempts of an outcome share, for the end of a sentence; empty where there are none. */
export function commonReason(attempts: readonly Attempt[], of: 'fail' | 'unmeasured'): string {
  const counts = new Map<string, number>();
  for (const { outcome, reason } of attempts) {
    if (outcome === of) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most === undefined ? '' : ` Most often: ${most[0]}`;
}
