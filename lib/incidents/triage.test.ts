import { expect, test } from 'vitest';
import type { IncidentStatus } from '#lib/contract/incidents.ts';
import { decideTriage, TRIAGE_ACTIONS, type TriageAction } from './triage.ts';

/** Next status, or null where the action is refused. */
const TABLE: Record<TriageAction, Record<IncidentStatus, IncidentStatus | null>> = {
  acknowledge: { open: 'acknowledged', acknowledged: null, resolved: null },
  assign: { open: 'open', acknowledged: 'acknowledged', resolved: null },
  resolve: { open: 'resolved', acknowledged: 'resolved', resolved: null },
  reopen: { open: null, acknowledged: null, resolved: 'open' },
};

const STATUSES = ['open', 'acknowledged', 'resolved'] as const;

test.each(TRIAGE_ACTIONS.flatMap((action) => STATUSES.map((status) => ({ action, status }))))(
  '$action when $status',
  ({ action, status }) => {
    const next = TABLE[action][status];
    expect(decideTriage(action, status)).toEqual(
      next === null ? { allowed: false, reason: expect.stringContaining(status) } : { allowed: true, next },
    );
  },
);
