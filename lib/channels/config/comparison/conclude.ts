import type { Verdict } from '#generated/prisma/client.ts';
import { formatCount } from '#lib/format/numbers.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';

/** What a comparison of flags came to. */
export interface ComparisonFacts {
  /** Flags that were compared. */
  compared: number;
  /** Flags that differ and count, and those of which ignore rules hide all. */
  drifted: number;
  ignored: number;
  notCompared: readonly NotCompared[];
  isPartial: boolean;
  /** Why an older commit of git had to be taken, and when it was read; null: the head was read. */
  stale: { problem: string; fetchedAt: Date } | null;
}

/** Verdict and reason of a comparison: what was not compared is never clean. */
export function concludeComparison(facts: ComparisonFacts): { verdict: Verdict; reason: string } {
  const { compared, drifted, ignored, notCompared, isPartial, stale } = facts;
  const verdict: Verdict = drifted > 0 ? 'drifted' : notCompared.length > 0 ? 'unmeasured' : 'stable';
  const parts = [answer(facts)];
  if (ignored > 0) parts.push(`Ignore rules hide the difference of ${formatCount(ignored, 'flag')}.`);
  if (notCompared.length > 0 && compared > 0) parts.push(`Not compared: ${told(notCompared)}`);
  if (isPartial && compared > 0) parts.push('Only values for some contexts were compared.');
  if (stale !== null) {
    parts.push(
      `git could not be read: compared with what it was at ${stale.fetchedAt.toISOString()}. ${stale.problem}`,
    );
  }
  return { verdict, reason: parts.join(' ') };
}

function answer({ compared, drifted, ignored, notCompared }: ComparisonFacts): string {
  if (drifted > 0)
    return `${drifted} of ${formatCount(compared, 'flag')} ${drifted === 1 ? 'is' : 'are'} not as git says.`;
  if (notCompared.length === 0) return `${formatCount(compared - ignored, 'flag')} as git says.`;
  return compared === 0 ? told(notCompared) : `No difference in ${formatCount(compared, 'flag')}.`;
}

function told([first, ...others]: readonly NotCompared[]): string {
  const more = others.length === 0 ? '' : ` And ${others.length} more.`;
  return first === undefined ? '' : `${first.detail}${more}`;
}
