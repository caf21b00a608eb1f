import type { Verdict } from '#lib/contract/common.ts';
import { formatCount, formatDurationMs } from '#lib/format/numbers.ts';
import { CLUSTER_STALE_LOOKS, CLUSTER_STALE_MIN_MS } from '#lib/policy/thresholds.ts';
import type { EndpointState } from './endpoint-state.ts';

/** What is known of a cluster or a flagd for one of the two channels. */
export interface DriftFacts {
  /** Of its last comparison, which is about both channels. */
  verdict: Verdict | null;
  reason: string;
  comparedAt: Date | null;
  /** Why what is known says nothing of now. */
  staleReason: string | null;
  /** Parts that the last comparison left out. */
  notCompared: number;
  /** When the oldest drift of the channel that goes on began. */
  driftedSince: Date | null;
}

/**
 * Where a cluster or a flagd stands in one channel. Known drift stays known, whatever else is not; without it all must have
 * been compared, and lately. The reason says what is unknown, beside drift, too.
 */
export function driftState(facts: DriftFacts): EndpointState {
  const unknown = whatIsUnknown(facts);
  if (facts.driftedSince !== null) return { state: 'drifted', reason: unknown, driftedSince: facts.driftedSince };
  return { state: unknown === '' ? 'stable' : 'unmeasured', reason: unknown, driftedSince: null };
}

function whatIsUnknown({ verdict, reason, comparedAt, staleReason, notCompared }: DriftFacts): string {
  if (staleReason !== null) return staleReason;
  if (comparedAt === null || verdict === null) return reason === '' ? 'It was never compared.' : reason;
  if (notCompared > 0) return `${formatCount(notCompared, 'part')} could not be compared.`;
  return verdict === 'stable' || verdict === 'drifted' ? '' : reason;
}

/** Why what is known of a flagd says nothing of now; null while it does. */
export function flagsStaleReason(
  { comparedAt, intervalSeconds }: { comparedAt: Date | null; intervalSeconds: number },
  now: Date,
): string | null {
  if (comparedAt === null) return null;
  const ageMs = now.getTime() - comparedAt.getTime();
  if (ageMs <= Math.max(CLUSTER_STALE_LOOKS * intervalSeconds * 1000, CLUSTER_STALE_MIN_MS)) return null;
  return `Its flags were last compared ${formatDurationMs(ageMs)} ago, and should be every ${formatDurationMs(intervalSeconds * 1000)}.`;
}

/** When the next of several is looked at; null where none is due in the future. */
export function nextLookAt(
  watched: readonly { lookedAt: Date | null; intervalSeconds: number }[],
  now: Date,
): Date | null {
  const due = watched
    .flatMap(({ lookedAt, intervalSeconds }) =>
      lookedAt === null ? [] : [lookedAt.getTime() + intervalSeconds * 1000],
    )
    .filter((atMs) => atMs > now.getTime());
  return due.length === 0 ? null : new Date(Math.min(...due));
}
