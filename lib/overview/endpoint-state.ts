import type { Verdict } from '#lib/contract/common.ts';
import { formatDurationMs } from '#lib/format/numbers.ts';

/** What is known of an endpoint under watch. */
export interface EndpointFacts {
  /** The latest finished check, and until when it speaks for today (lib/schedule/nightly.ts). */
  lastCheck: {
    verdict: Verdict;
    reason: string | null;
    finishedAt: Date;
    countsUntil: Date;
    baselineId: number | null;
  } | null;
  /** The baseline the next check will be judged against. */
  readyBaselineId: number | null;
  isCapturing: boolean;
  /** When the oldest unresolved incident of the endpoint was opened. */
  incidentOpenedAt: Date | null;
}

export interface EndpointState {
  state: Verdict;
  /** Why, where it is neither stable nor drifted. */
  reason: string;
  /** Since when it drifts, where it does. */
  driftedSince: Date | null;
}

/**
 * What can be said of an endpoint now. The first row that applies decides:
 *
 * 1. a recent check against today's baseline was `stable` or `drifted`: that;
 * 2. an incident is unresolved: `drifted`, because not knowing never clears a drift;
 * 3. a recent check was unmeasured: `unmeasured`;
 * 4. there is no ready baseline: `calibrating`;
 * 5. no check has finished, or not lately: `unmeasured`;
 * 6. the last check still calibrated, or was judged against a baseline that has ended: `calibrating`.
 */
export function endpointState(facts: EndpointFacts, now: Date): EndpointState {
  const { lastCheck, readyBaselineId, incidentOpenedAt } = facts;
  const isRecent = lastCheck !== null && now <= lastCheck.countsUntil;
  const countsToday = isRecent && readyBaselineId !== null && lastCheck.baselineId === readyBaselineId;

  if (countsToday && lastCheck.verdict === 'stable') return { state: 'stable', reason: '', driftedSince: null };
  if (countsToday && lastCheck.verdict === 'drifted') return drifted(incidentOpenedAt ?? lastCheck.finishedAt);
  if (incidentOpenedAt !== null) return drifted(incidentOpenedAt);
  if (isRecent && lastCheck.verdict === 'unmeasured') {
    return unclear('unmeasured', lastCheck.reason ?? 'The last check could not be measured.');
  }
  if (readyBaselineId === null) {
    return unclear('calibrating', facts.isCapturing ? 'Its baseline is being captured.' : 'It has no baseline yet.');
  }
  if (lastCheck === null) return unclear('unmeasured', 'No check has finished yet.');
  if (!isRecent) {
    const age = formatDurationMs(now.getTime() - lastCheck.finishedAt.getTime());
    return unclear('unmeasured', `The last check finished ${age} ago.`);
  }
  if (countsToday) return unclear('calibrating', lastCheck.reason ?? 'The baseline has too few repetitions.');
  return unclear('calibrating', 'No check has finished since its baseline changed.');
}

function drifted(since: Date): EndpointState {
  return { state: 'drifted', reason: '', driftedSince: since };
}

function unclear(state: 'unmeasured' | 'calibrating', reason: string): EndpointState {
  return { state, reason, driftedSince: null };
}
