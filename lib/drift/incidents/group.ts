import { formatCount } from '#lib/format/numbers.ts';
import { laterOf } from '#lib/platform/clock.ts';
import { SEVERITIES } from '#lib/policy/severity.ts';
import type { IncidentDecision } from '../judge/types.ts';
import { objectName } from '../object-key.ts';
import type { WrittenChange } from '../store/write-objects.ts';
import type { DriftChannel, DriftOwner } from '../types.ts';
import { driftFingerprint } from './incident-of.ts';

/** Objects that an entry of the timeline or an event names; of more it says how many. */
const NAMED_OBJECTS = 10;

/** Drift that joins one incident. */
export interface JoiningDrift {
  fingerprint: string;
  channel: DriftChannel;
  /** The most urgent. */
  decision: IncidentDecision;
  changes: WrittenChange[];
  /** How many of them the incident has not counted yet. */
  times: number;
  at: Date;
}

/** Drift that is urgent enough for an incident, by the incident that it joins. */
export function groupByIncident(owner: DriftOwner, changes: readonly WrittenChange[]): JoiningDrift[] {
  const groups = new Map<string, JoiningDrift>();
  for (const change of changes) {
    const decision = joiningDecision(change);
    if (decision === null) continue;
    const { channel, ref, occurrence, incidentBefore } = change;
    const fingerprint = driftFingerprint(owner, decision.row, channel, ref);
    // One that begins is new to the incident, even where Flux tells of it while another of the object goes on.
    const isGoingOn = occurrence?.kind === 'continue';
    const isCounted = isGoingOn && incidentBefore?.fingerprint === fingerprint && !incidentBefore.isResolved;
    const times = isCounted ? 0 : 1;
    const group = groups.get(fingerprint) ?? { fingerprint, channel, decision, changes: [], times: 0, at: change.at };
    group.decision = moreUrgent(group.decision, decision);
    group.changes.push(change);
    group.times += times;
    group.at = laterOf(group.at, change.at);
    groups.set(fingerprint, group);
  }
  return [...groups.values()];
}

function joiningDecision({ occurrence }: WrittenChange): IncidentDecision | null {
  if (occurrence?.kind === 'continue') return occurrence.escalation;
  if (occurrence?.kind !== 'begin' || occurrence.decision.row === null) return null;
  return occurrence.decision;
}

function moreUrgent(a: IncidentDecision, b: IncidentDecision): IncidentDecision {
  return SEVERITIES.indexOf(b.severityRule.severity) < SEVERITIES.indexOf(a.severityRule.severity) ? b : a;
}

/** The objects for a sentence: `Role payments/a, Role payments/b and 3 more`. */
export function nameObjects(changes: readonly WrittenChange[]): string {
  const names = namesOf(changes);
  const rest = changes.length - names.length;
  return rest === 0 ? names.join(', ') : `${names.join(', ')} and ${formatCount(rest)} more`;
}

/** Names of the first of them. */
export function namesOf(changes: readonly WrittenChange[]): string[] {
  return changes.slice(0, NAMED_OBJECTS).map(({ ref }) => objectName(ref));
}
