import type { GateVerdict } from '#lib/contract/golden/attempts.ts';
import { formatDurationMs } from '#lib/format/numbers.ts';
import type { EndpointState } from './endpoint-state.ts';

/** What is known of an agent with a model on the main branch of a repository. */
export interface AgentFacts {
  /** The latest finished golden run, and until when it speaks for today (lib/schedule/nightly.ts). */
  lastRun: {
    verdict: GateVerdict;
    reason: string | null;
    regressed: number;
    finishedAt: Date;
    countsUntil: Date;
  } | null;
  /** When its unresolved incident was opened. */
  incidentOpenedAt: Date | null;
  /** Why the latest run ended without a verdict, where one failed after the last that finished. */
  failedSince: string | null;
  /** Why the suite could not be read the last time; null when it could. */
  unreadable: string | null;
}

/**
 * Where an agent with a model stands. A run that failed for want of a baseline alone has judged nothing yet. A suite that
 * cannot be read is not replayed either, nor one whose run failed or was refused, so an older pass says nothing of today's
 * prompt.
 */
export function agentState(
  { lastRun, incidentOpenedAt, failedSince, unreadable }: AgentFacts,
  now: Date,
): EndpointState {
  if (incidentOpenedAt !== null) return { state: 'drifted', reason: '', driftedSince: incidentOpenedAt };
  if (lastRun !== null && lastRun.regressed > 0) {
    return { state: 'drifted', reason: '', driftedSince: lastRun.finishedAt };
  }
  if (unreadable !== null) return unknown('unmeasured', unreadableWords(unreadable));
  if (failedSince !== null) return unknown('unmeasured', `Its last golden run failed. ${failedSince}`);
  if (lastRun === null) return unknown('unmeasured', 'No golden run on the main branch has finished yet.');
  const { verdict, reason, finishedAt, countsUntil } = lastRun;
  if (now > countsUntil) {
    const age = formatDurationMs(now.getTime() - finishedAt.getTime());
    return unknown('unmeasured', `The last golden run finished ${age} ago, and none has since.`);
  }
  if (verdict === 'unmeasured') return unknown('unmeasured', reason ?? '');
  return verdict === 'pass'
    ? { state: 'stable', reason: '', driftedSince: null }
    : unknown('calibrating', reason ?? '');
}

/** What keeps a suite from being read, with the first of its problems. */
export function unreadableWords(error: string): string {
  const [first = '', second] = error.split('\n');
  return `Its suite could not be read: ${second === undefined ? first : `${first} ${second}`}`;
}

function unknown(state: 'unmeasured' | 'calibrating', reason: string): EndpointState {
  return { state, reason, driftedSince: null };
}
