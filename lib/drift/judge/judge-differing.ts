import type { Finding } from '#lib/kubernetes/compare/types.ts';
import type { ObjectRef } from '#lib/kubernetes/types.ts';
import { laterOf } from '#lib/platform/clock.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { decideOccurrence, isOlderThanWatch, tierOf } from '#lib/policy/drift-rules.ts';
import { SEVERITIES } from '#lib/policy/severity.ts';
import type { DriftChannel, OccurrenceDecision, Sightings, StoredFinding } from '../types.ts';
import { hideFindings, isHidden } from './ignore.ts';
import type {
  IncidentDecision,
  KnownObject,
  KnownOccurrence,
  ObjectChange,
  ObjectSides,
  OccurrenceChange,
  Yardstick,
} from './types.ts';

interface DifferingObject {
  ref: ObjectRef;
  channel: DriftChannel;
  /** Null: it never drifted. */
  known: KnownObject | null;
  /** Empty where only Flux's word is known. */
  findings: readonly Finding[];
  /** Null: it was not looked at now. */
  sides: ObjectSides | null;
  /** Policies that it speaks of. */
  policies: readonly string[];
}

/** What becomes of an object that differs from git: all of it hidden, or an occurrence that begins or goes on. */
export function judgeDiffering(
  object: DifferingObject,
  yardstick: Yardstick,
  moment: Pick<Sightings, 'at' | 'origin'>,
): ObjectChange {
  const { ref, channel, known, sides } = object;
  const findings = hideFindings(ref, object.findings, yardstick.rules);
  const counting = findings.filter(({ ignoredBy }) => ignoredBy === null);
  const isDrift = findings.length === 0 ? !isHidden(ref, yardstick.rules) : counting.length > 0;
  const seenAt = sides === null ? null : moment.at;
  const newFindings = known === null || stableJson(findings) !== stableJson(known.findings) ? findings : null;
  return {
    id: known?.id ?? null,
    ref,
    channel,
    at: moment.at,
    state: isDrift ? 'drifted' : 'ignored',
    findings: newFindings,
    sides: newFindings !== null || sidesDiffer(known, sides) ? sides : null,
    lastSeenAt: seenAt && laterOf(known?.lastSeenAt ?? seenAt, seenAt),
    occurrence: isDrift
      ? occurring(object, counting, yardstick, moment)
      : ((known?.open && {
          kind: 'end',
          id: known.open.id,
          correctedAt: laterOf(known.open.lastSeenAt, moment.at),
          why: 'ignored',
          note: null,
        }) ??
        null),
    incidentBefore: known?.open?.incident ?? null,
  };
}

function occurring(
  { ref, known, sides, policies }: DifferingObject,
  counting: readonly StoredFinding[],
  { tiers, watchedSince }: Yardstick,
  { at, origin }: Pick<Sightings, 'at' | 'origin'>,
): OccurrenceChange {
  const open = known?.open ?? null;
  const recent = open === null ? (known?.recent.untilNow ?? 0) + 1 : (known?.recent.untilOpen ?? 1);
  const decision = decideOccurrence({
    ref,
    recent,
    tier: tierOf(ref, tiers, policies),
    isOlderThanWatch: isOlderThanWatch(
      counting.map(({ since }) => since),
      watchedSince,
    ),
  });
  const managers = counting.flatMap(({ writer }) => (writer === null ? [] : [writer.manager]));
  if (open === null)
    return { kind: 'begin', origin, decision, managers: sorted(managers), note: null, correctedAt: null };
  return {
    kind: 'continue',
    id: open.id,
    lastSeenAt: sides === null ? open.lastSeenAt : laterOf(open.lastSeenAt, at),
    managers: sorted([...open.managers, ...managers]),
    note: null,
    escalation: asksForIncident(decision, open, sides !== null) ? decision : null,
  };
}

/** Whether drift that goes on needs an incident that it has not: it became more urgent, or was not fixed as somebody said. */
function asksForIncident(
  decision: OccurrenceDecision,
  { severity, incident }: KnownOccurrence,
  isSeen: boolean,
): decision is IncidentDecision {
  if (decision.row === null) return false;
  if (isSeen && incident?.isSaidFixed) return true;
  return severity === null || SEVERITIES.indexOf(decision.severityRule.severity) < SEVERITIES.indexOf(severity);
}

function sorted(managers: readonly string[]): string[] {
  return [...new Set(managers)].sort();
}

function sidesDiffer(known: KnownObject | null, sides: ObjectSides | null): boolean {
  if (known === null || sides === null) return sides !== null;
  return (['expectedHash', 'liveHash', 'source', 'commit', 'file'] as const).some(
    (name) => known[name] !== sides[name],
  );
}
