import { laterOf } from '#lib/platform/clock.ts';
import { assertNever } from '#lib/platform/errors.ts';
import { decideOccurrence, tierOf } from '#lib/policy/drift-rules.ts';
import { FLUX_SAME_DRIFT_MS } from '#lib/policy/thresholds.ts';
import type { FluxCorrection } from '../types.ts';
import { isHidden } from './ignore.ts';
import type { KnownObject, ObjectChange, OccurrenceChange, Yardstick } from './types.ts';

/**
 * What becomes of an object that Flux spoke of. Its word joins the drift that is known already, or one that ended within
 * two minutes of it; otherwise it is a drift of its own, which is over where Flux corrected it. Null: a rule hides it.
 */
export function judgeCorrection(
  correction: FluxCorrection,
  known: KnownObject | null,
  yardstick: Yardstick,
): ObjectChange | null {
  const { ref, channel, at } = correction;
  const joined = known && joining(known, correction);
  if (joined === null && isHidden(ref, yardstick.rules)) return null;
  const occurrence = joined ?? beginning(correction, known, yardstick);
  return {
    id: known?.id ?? null,
    ref,
    channel,
    at,
    state: stateAfter(occurrence, known),
    // What differs is not known; what differed another time must not stand for it.
    findings: occurrence.kind === 'begin' && !correction.isCorrected ? [] : null,
    sides: null,
    lastSeenAt: occurrence.kind === 'begin' ? laterOf(known?.lastSeenAt ?? at, at) : null,
    occurrence,
    incidentBefore: known?.open?.incident ?? null,
  };
}

/** The drift that Flux's word is about, if it is known: the one that goes on, else the one that just ended. */
function joining({ open, ended }: KnownObject, { at, isCorrected, note }: FluxCorrection): OccurrenceChange | null {
  const isBefore = (start: Date, slackMs: number) => start.getTime() - slackMs <= at.getTime();
  if (open !== null && isBefore(open.firstSeenAt, 0)) {
    const { id, lastSeenAt, managers } = open;
    // Flux corrects its own fields alone: whether nothing differs any more only a comparison tells, where there is one.
    return isCorrected && !open.isCompared
      ? { kind: 'end', id, correctedAt: laterOf(lastSeenAt, at), why: 'flux', note }
      : { kind: 'continue', id, lastSeenAt, managers, note, escalation: null };
  }
  if (ended !== null && isBefore(ended.firstSeenAt, FLUX_SAME_DRIFT_MS)) {
    if (at.getTime() - ended.correctedAt.getTime() <= FLUX_SAME_DRIFT_MS) return { kind: 'note', id: ended.id, note };
  }
  // The clock of the cluster may be a little behind; and what is only reported is no drift beside the one that goes on.
  if (open === null || (isCorrected && !isBefore(open.firstSeenAt, FLUX_SAME_DRIFT_MS))) return null;
  const { id, lastSeenAt, managers } = open;
  return { kind: 'continue', id, lastSeenAt, managers, note, escalation: null };
}

function beginning(
  { ref, at, isCorrected, note }: FluxCorrection,
  known: KnownObject | null,
  { tiers }: Yardstick,
): OccurrenceChange {
  const tier = tierOf(ref, tiers, known?.policies);
  const decision = decideOccurrence({ ref, recent: (known?.recent.untilNow ?? 0) + 1, tier, isOlderThanWatch: false });
  return { kind: 'begin', origin: 'flux', decision, managers: [], note, correctedAt: isCorrected ? at : null };
}

function stateAfter(occurrence: OccurrenceChange, known: KnownObject | null): KnownObject['state'] {
  switch (occurrence.kind) {
    case 'begin':
      return occurrence.correctedAt === null || known?.open ? 'drifted' : 'clean';
    case 'end':
      return 'clean';
    case 'continue':
    case 'note':
      return known?.state ?? 'clean';
    default:
      return assertNever(occurrence);
  }
}
