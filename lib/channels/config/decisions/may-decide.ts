import type { PublicationState } from '#lib/contract/candidates.ts';

/** The last decision on a flag. */
export interface LastDecision {
  id: number;
  kind: 'sync' | 'reject';
  state: PublicationState | null;
  liveHash: string | null;
  by: string;
  at: Date;
}

interface DecisionFacts {
  flag: string;
  /** Whether it differs now, as far as it was compared. */
  isDrifted: boolean;
  /** Null: none yet. */
  last: LastDecision | null;
  /** The last decision that the person saw; null: none. */
  seenId: number | null;
  kind: 'sync' | 'reject';
  liveHash: string | null;
}

/** Why a person may not decide on a flag now; null where they may. */
export function decisionRefusal({ flag, isDrifted, last, seenId, kind, liveHash }: DecisionFacts): string | null {
  if (last !== null && last.id !== seenId) {
    const did = last.kind === 'sync' ? 'brought it to git' : 'rejected it';
    return `${last.by} ${did} at ${last.at.toISOString()}. Look at the ${flag} again, then decide.`;
  }
  if (!isDrifted) return `The ${flag} is as git says: there is nothing to decide.`;
  if (last?.kind === 'sync' && last.state !== null && UNDER_WAY.includes(last.state)) {
    return `The ${flag} is on its way to git already, since ${last.at.toISOString()}. Close its pull request or delete its branch first.`;
  }
  const isSame = last?.kind === 'reject' && kind === 'reject' && last.liveHash === liveHash;
  return isSame ? `The ${flag} was rejected as it is by ${last.by} already.` : null;
}

const UNDER_WAY: readonly PublicationState[] = ['pending', 'pushed', 'open'];
