'use client';

import { useState } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { useApiAction } from '#components/api/use-api-action.ts';
import type { IncidentSummary, ResolveBody } from '#lib/contract/incidents.ts';

/** Longest reason kept with a baseline, in UTF-16 code units (blessBaselineBody); a note may be longer. */
const MAX_REASON_CHARS = 500;

type Subject = Pick<IncidentSummary, 'id' | 'title' | 'channel'>;

/** Acknowledge, assign, resolve and reopen, with the state of the resolve dialog, which may accept the new behaviour. */
export function useTriage() {
  const [resolving, setResolving] = useState<Subject | null>(null);
  const [accepted, setAccepted] = useState(false);
  const acknowledge = useApiAction('acknowledgeIncident', { done: 'Acknowledged' });
  const assign = useApiAction('assignIncident', { done: 'Owner changed' });
  const reopen = useApiAction('reopenIncident', { done: 'Opened again' });
  const done = () => setResolving(null);
  const resolve = useApiAction('resolveIncident', { done: 'Resolved', onDone: done, onFailed: () => {} });
  const accept = useApiAction('blessBaseline', {
    done: 'Accepted as the new baseline',
    onDone: () => setAccepted(true),
    onFailed: () => {},
  });
  const details = useApi(
    'getIncident',
    { params: { incidentId: resolving?.id ?? 0 } },
    { enabled: resolving !== null },
  );
  const run = details.data?.id === resolving?.id ? (details.data?.latestRun ?? null) : null;
  const close = ({ id: incidentId }: Subject, body: ResolveBody, accepting: boolean) => {
    const finish = () => resolve.run({ params: { incidentId }, body });
    // What was accepted stays accepted where only the resolving has to be tried again.
    if (!accepting || accepted || run === null) return finish();
    const reason = body.note.slice(0, MAX_REASON_CHARS);
    accept.run(
      { params: { endpointId: run.endpoint.id }, body: { runId: run.id, reason, incidentId } },
      { onSuccess: finish },
    );
  };
  return {
    acknowledge: (incidentId: number) => acknowledge.run({ params: { incidentId } }),
    assign: (incidentId: number, assigneeId: number | null) =>
      assign.run({ params: { incidentId }, body: { assigneeId } }),
    reopen: (incidentId: number) => reopen.run({ params: { incidentId } }),
    isPending: acknowledge.isPending || assign.isPending || reopen.isPending,
    resolving,
    startResolving: (incident: Subject) => {
      resolve.reset();
      accept.reset();
      setAccepted(false);
      setResolving(incident);
    },
    dialog: {
      opened: resolving !== null,
      channel: resolving?.channel ?? 'model',
      subject: resolving?.title ?? '',
      acceptance: run?.acceptance ?? null,
      pending: resolve.isPending || accept.isPending,
      problem: accept.problem ?? resolve.problem,
      onResolve: (body: ResolveBody, accepting: boolean) => resolving && close(resolving, body, accepting),
      onClose: done,
    },
  };
}
