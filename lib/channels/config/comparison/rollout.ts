import { flagName, refKey } from '#lib/flagd/definition.ts';
import type { NotCompared } from '#lib/kubernetes/types.ts';
import { FLAG_ROLLOUT_MS } from '#lib/policy/thresholds.ts';
import type { FlagsComparison } from '../flags/types.ts';

/** Since when git's flags are what they are, and what they were before. */
export interface Rollout {
  flagsHash: string | null;
  flagsSince: Date | null;
  /** Commit of the flags before these; null: none, or flagd has had the time to follow. */
  commitBefore: string | null;
}

/** What is known of git's flags after they were read again. */
export function followFlags(known: Rollout & { commitSha: string | null }, flagsHash: string, now: Date): Rollout {
  if (known.flagsHash === null) return { flagsHash, flagsSince: now, commitBefore: null };
  if (known.flagsHash !== flagsHash) {
    // Changes on top of one another: flagd may still serve what was there before the first.
    return { flagsHash, flagsSince: now, commitBefore: known.commitBefore ?? known.commitSha };
  }
  const isOver = known.flagsSince === null || now.getTime() - known.flagsSince.getTime() >= FLAG_ROLLOUT_MS;
  return { flagsHash, flagsSince: known.flagsSince, commitBefore: isOver ? null : known.commitBefore };
}

/**
 * A comparison without the flags that git has just changed and that flagd still serves as git had them: they are on
 * their way, and neither drift nor as git says.
 *
 * @param before flagd's side compared with git's flags before the change
 */
export function withoutRollingOut(comparison: FlagsComparison, before: FlagsComparison): FlagsComparison {
  const earlier = new Map(before.flags.map((flag) => [refKey(flag.ref), flag]));
  const isOnItsWay = ({ ref, deltas }: FlagsComparison['flags'][number]) => {
    if (deltas.length === 0) return false;
    const then = earlier.get(refKey(ref));
    return then === undefined ? deltas.every(({ kind }) => kind === 'removed') : then.deltas.length === 0;
  };
  const waiting = comparison.flags.filter(isOnItsWay).map(({ ref }): NotCompared => {
    const minutes = FLAG_ROLLOUT_MS / 60_000;
    const detail = `git has just changed it, and flagd serves what git said before. It has ${minutes} minutes to follow.`;
    return { reason: 'expired', subject: flagName(ref), detail };
  });
  if (waiting.length === 0) return comparison;
  return {
    ...comparison,
    flags: comparison.flags.filter((flag) => !isOnItsWay(flag)),
    notCompared: [...comparison.notCompared, ...waiting],
  };
}
