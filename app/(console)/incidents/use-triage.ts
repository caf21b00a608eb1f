'use client';

import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import type { IncidentSummary, ResolveBody } from '#lib/contract/incidents.ts';

type Subject = Pick<IncidentSummary, 'id' | 'title'>;

/** Acknowledge, assign, resolve and reopen, with the state of the resolve dialog. */
export function useTriage() {
  const [resolving, setResolving] = useState<Subject | null>(null);
  const acknowledge = useApiAction('acknowledgeIncident', { done: 'Acknowledged' });
  const assign = useApiAction('assignIncident', { done: 'Owner changed' });
  const reopen = useApiAction('reopenIncident', { done: 'Opened again' });
  const resolve = useApiAction('resolveIncident', {
    done: 'Resolved',
    onDone: () => setResolving(null),
    onFailed: () => {},
  });
  return {
    acknowledge: (incidentId: number) => acknowledge.run({ params: { incidentId } }),
    assign: (incidentId: number, assigneeId: number | null) =>
      assign.run({ params: { incidentId }, body: { assigneeId } }),
    reopen: (incidentId: number) => reopen.run({ params: { incidentId } }),
    isPending: acknowledge.isPending || assign.isPending || reopen.isPending,
    resolving,
    startResolving: (incident: Subject) => {
      resolve.reset();
      setResolving(incident);
    },
    dialog: {
      opened: resolving !== null,
      subject: resolving?.title ?? '',
      pending: resolve.isPending,
      problem: resolve.problem,
      onResolve: (body: ResolveBody) => resolving && resolve.run({ params: { incidentId: resolving.id }, body }),
      onClose: () => setResolving(null),
    },
  };
}
