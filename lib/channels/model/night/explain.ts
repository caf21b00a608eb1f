import type { RunStatus, Verdict } from '#generated/prisma/client.ts';
import { formatCount, formatP } from '#lib/format/numbers.ts';
import type { Course } from '#lib/incidents/course.ts';
import { CUSUM_ALARM, P_CONFIRMED, PERSISTENT_NIGHTS } from '#lib/policy/thresholds.ts';
import type { NightDecision } from '../sequential/night.ts';

/** The fresh repetitions of a night, however they ended. */
export interface ConfirmationOutcome {
  runId: number;
  status: RunStatus;
  verdict: Verdict | null;
  pValue: number | null;
}

interface NightStory {
  drifted: boolean;
  scheduled: boolean;
  confirmation: ConfirmationOutcome | null;
  decision: NightDecision;
}

/** What a night comes to, beyond the verdict of its check; empty for a quiet one. */
export function explainNight(story: NightStory): string {
  const sentences = [
    story.drifted && explainConfirmation(story),
    story.decision.incident === 'cusum' &&
      `The evidence over nights reached ${formatEvidence(story.decision.cusum)}, and its alarm is at ${CUSUM_ALARM}.`,
    story.drifted && story.decision.incident === null && 'By itself this opens no incident.',
    story.drifted && !story.scheduled && 'Only scheduled checks count towards the evidence over nights.',
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ');
}

function explainConfirmation({ confirmation, decision }: NightStory): string {
  if (confirmation === null) return 'No fresh repetitions were asked for; the night counts with this check alone.';
  const { runId, status, verdict, pValue } = confirmation;
  if (status === 'cancelled' || status === 'failed') {
    return `Not confirmed: run ${runId}, which asked again, was ${status === 'failed' ? 'not completed' : 'cancelled'}. The night counts with this check alone.`;
  }
  if (verdict === 'stable') return `Not confirmed by fresh repetitions: run ${runId} is stable (${formatP(pValue)}).`;
  if (verdict !== 'drifted') {
    return `Not confirmed: run ${runId}, which asked again, could not measure enough. The night counts with this check alone.`;
  }
  const values = `${formatP(pValue)}; both together ${formatP(decision.pValue)}`;
  return decision.pValue <= P_CONFIRMED
    ? `Confirmed by run ${runId}, which drifted too (${values}).`
    : `Fresh repetitions point the same way: run ${runId} drifted too (${values}).`;
}

function formatEvidence(cusum: number): string {
  return cusum > 1_000_000 ? 'more than a million' : formatCount(Math.round(cusum));
}

/** How the drift runs over nights; empty while it is too early to tell. */
export function explainCourse(course: Course): string {
  switch (course) {
    case 'persistent':
      return `Persistent: seen ${PERSISTENT_NIGHTS} nights in a row.`;
    case 'transient':
      return 'Transient so far: seen, and gone the night after.';
    case 'fresh':
    case 'none':
      return '';
  }
}
