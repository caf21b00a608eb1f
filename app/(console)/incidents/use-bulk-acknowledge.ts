'use client';

import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '#components/api/client.ts';
import { useSelection } from '#components/table/use-selection.ts';
import type { IncidentSummary } from '#lib/contract/incidents.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { decideTriage } from '#lib/incidents/triage.ts';
import { acknowledgeEach, type BulkOutcome } from './acknowledge-each.ts';

export interface Bulk {
  /** For the list's checkboxes. */
  selection: { chosen: ReadonlySet<string>; onChange: (chosen: ReadonlySet<string>) => void };
  /** Chosen and still in the list. */
  selected: readonly IncidentSummary[];
  /** Those of them that wait for somebody. */
  open: readonly IncidentSummary[];
  /** What the last try could not acknowledge. */
  refused: BulkOutcome['refused'];
  isPending: boolean;
  acknowledge: () => void;
  /** Empties the selection and forgets what was refused. */
  clear: () => void;
}

/** The incidents chosen in the list, and the one thing that is done to several of them. */
export function useBulkAcknowledge(incidents: readonly IncidentSummary[]): Bulk {
  const queries = useQueryClient();
  const [chosen, choose] = useSelection();
  const selected = incidents.filter(({ id }) => chosen.has(String(id)));
  const open = selected.filter(({ status }) => decideTriage('acknowledge', status).allowed);
  const mutation = useMutation({
    mutationFn: (subjects: readonly IncidentSummary[]) =>
      acknowledgeEach(subjects, (incidentId) => callApi('acknowledgeIncident', { params: { incidentId } })),
    onSuccess: ({ acknowledged, refused }) => {
      choose(new Set(refused.map(({ incident }) => String(incident.id))));
      if (acknowledged.length > 0) {
        notifications.show({ message: `${formatCount(acknowledged.length, 'incident')} acknowledged`, color: 'tide' });
      }
      return queries.invalidateQueries();
    },
  });
  return {
    selection: { chosen, onChange: choose },
    selected,
    open,
    refused: mutation.data?.refused ?? [],
    isPending: mutation.isPending,
    acknowledge: () => mutation.mutate(open),
    clear: () => {
      choose(new Set());
      mutation.reset();
    },
  };
}
