import type { IncidentStatus } from '#lib/contract/incidents.ts';
import { assertNever } from '#lib/platform/errors.ts';

/** What a person can do with an incident besides commenting on it, which is always possible. */
export const TRIAGE_ACTIONS = ['acknowledge', 'assign', 'resolve', 'reopen'] as const;

export type TriageAction = (typeof TRIAGE_ACTIONS)[number];

export type TriageDecision = { allowed: true; next: IncidentStatus } | { allowed: false; reason: string };

/** Whether `action` is possible in `status`, and the status it leads to. */
export function decideTriage(action: TriageAction, status: IncidentStatus): TriageDecision {
  switch (action) {
    case 'acknowledge':
      if (status === 'open') return { allowed: true, next: 'acknowledged' };
      return { allowed: false, reason: `it is ${status}, and only an open incident can be acknowledged` };
    case 'assign':
      if (status !== 'resolved') return { allowed: true, next: status };
      return { allowed: false, reason: 'it is resolved; reopen it before giving it to somebody' };
    case 'resolve':
      if (status !== 'resolved') return { allowed: true, next: 'resolved' };
      return { allowed: false, reason: 'it is resolved already' };
    case 'reopen':
      if (status === 'resolved') return { allowed: true, next: 'open' };
      return { allowed: false, reason: `it is ${status} already` };
    default:
      return assertNever(action);
  }
}
