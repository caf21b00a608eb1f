import type { EventType, OutboxEvent } from '#lib/events/record.ts';
import type { DriftChannel, DriftOwner } from '../types.ts';
import { namesOf } from './group.ts';
import type { JoinedIncident } from './join.ts';

interface NamedOwner {
  owner: DriftOwner;
  name: string;
}

/** What happens to incidents of drift, as the outbox calls it. */
const EVENTS = {
  code: { opened: 'CodeDriftDetected', joined: 'CodeDriftSeenAgain', cleared: 'CodeDriftCleared' },
  config: { opened: 'ConfigDriftDetected', joined: 'ConfigDriftSeenAgain', cleared: 'ConfigDriftCleared' },
} as const satisfies Record<DriftChannel, Record<string, EventType>>;

/** What the outbox says of drift that opened an incident or joined one. */
export function driftEvent(incident: JoinedIncident, owner: NamedOwner): OutboxEvent {
  const { channel, isNew, at, incidentId, decision, changes } = incident;
  const managers = changes.flatMap(({ occurrence }) =>
    occurrence && 'managers' in occurrence ? occurrence.managers : [],
  );
  return {
    type: EVENTS[channel][isNew ? 'opened' : 'joined'],
    occurredAt: at,
    incidentId,
    payload: {
      ...ownerPayload(owner),
      ...decision.severityRule,
      reason: decision.reason,
      objects: namesOf(changes),
      total: changes.length,
      managers: [...new Set(managers)].sort(),
    },
  };
}

/** What the outbox says of an incident of which nothing drifts any more. */
export function clearedEvent(
  incident: { id: number; channel: DriftChannel; severity: string; rule: string },
  reason: string,
  at: Date,
  owner: NamedOwner,
): OutboxEvent {
  const { id, channel, severity, rule } = incident;
  return {
    type: EVENTS[channel].cleared,
    occurredAt: at,
    incidentId: id,
    payload: { ...ownerPayload(owner), severity, rule, reason },
  };
}

function ownerPayload({ owner, name }: NamedOwner) {
  return 'clusterId' in owner
    ? { clusterId: owner.clusterId, cluster: name }
    : { flagSourceId: owner.flagSourceId, flagSource: name };
}
