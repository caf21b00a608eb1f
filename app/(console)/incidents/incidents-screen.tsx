'use client';

import { notifications } from '@mantine/notifications';
import { IconBellOff, IconFilterOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { FilterBar } from '#components/filters/filter-bar.tsx';
import { SavedViews } from '#components/filters/saved-views.tsx';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { INCIDENT_COLUMNS } from '#components/incidents/incident-columns.tsx';
import { ResolveDialog } from '#components/incidents/resolve-dialog.tsx';
import { useRefusal, useViewer } from '#components/shell/viewer.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { PersonRef } from '#lib/contract/common.ts';
import type { IncidentSummary } from '#lib/contract/incidents.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { decideTriage, type TriageAction } from '#lib/incidents/triage.ts';
import { BulkBar } from './bulk-bar.tsx';
import { incidentFilterBar, incidentViews, isNarrowed, parseIncidentFilters } from './incident-filters.ts';
import { useBulkAcknowledge } from './use-bulk-acknowledge.ts';
import { useTriage } from './use-triage.ts';

const POLL_MS = 10_000;
const { incident, status, channel, subject, owner, occurrences, age, lastSeen } = INCIDENT_COLUMNS;

interface IncidentsScreenProps {
  initial: OperationResponse<'listIncidents'>;
  /** No incident was ever opened. */
  isFirst: boolean;
  endpoints: readonly { id: number; name: string }[];
  clusters: readonly { id: number; name: string }[];
  people: readonly PersonRef[];
}

/** What needs somebody, the most urgent first; narrowed by the address, worked through by keys. */
export function IncidentsScreen({ initial, isFirst, endpoints, clusters, people }: IncidentsScreenProps) {
  const [params] = useUrlParams();
  const viewer = useViewer();
  const query = parseIncidentFilters(Object.fromEntries(params));
  const reading = useApiPages('listIncidents', query, {
    initial,
    pollMs: POLL_MS,
  });
  const triage = useTriage();
  const act = useRowActions(triage);
  const incidents = reading.items ?? [];
  const mayTriage = useRefusal('incident.triage') === null;
  const bulk = useBulkAcknowledge(mayTriage ? incidents : []);

  return (
    <>
      <PageHeader title="Incidents" answer="What moved under your agents and waits for somebody." />
      <SavedViews views={incidentViews(viewer.id)} />
      <FilterBar filters={incidentFilterBar(endpoints, clusters, people)} />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel flush label="List of incidents" busy={reading.isPlaceholderData}>
        <DataTable
          caption="Incidents, the most urgent first"
          rows={incidents}
          rowId={({ id }) => id}
          rowHref={({ id }) => routes.incident(id)}
          sortParam="sort"
          keys={[
            { key: 'a', does: 'Acknowledge the incident in focus', run: act('acknowledge') },
            { key: 'r', does: 'Resolve the incident in focus', run: act('resolve') },
          ]}
          selection={mayTriage ? { ...bulk.selection, nameOf: ({ id }) => `incident ${id}` } : undefined}
          columns={[incident, status, channel, subject, owner, occurrences, age, lastSeen]}
          empty={<NoIncidents isFirst={isFirst} narrowed={isNarrowed(query)} />}
        />
        <LoadMore reading={reading} noun="incident" />
        <BulkBar bulk={bulk} />
      </Panel>
      <ResolveDialog {...triage.dialog} />
    </>
  );
}

/** Acts on a row by key; says why where that is not possible. */
function useRowActions(triage: ReturnType<typeof useTriage>) {
  const refusal = useRefusal('incident.triage');
  return (action: Extract<TriageAction, 'acknowledge' | 'resolve'>) => (row: IncidentSummary) => {
    const decision = decideTriage(action, row.status);
    if (refusal !== null) return notifications.show({ message: refusal, color: 'gray' });
    if (!decision.allowed) return notifications.show({ message: `Not changed: ${decision.reason}.`, color: 'gray' });
    return action === 'acknowledge' ? triage.acknowledge(row.id) : triage.startResolving(row);
  };
}

function NoIncidents({ isFirst, narrowed }: { isFirst: boolean; narrowed: boolean }) {
  if (isFirst) {
    return (
      <EmptyState icon={IconBellOff} title="No incident yet">
        An incident opens by itself when a check finds drift, and holds both sides next to each other.{' '}
        <Link href={routes.runs()}>See the checks so far</Link>.
      </EmptyState>
    );
  }
  if (narrowed) {
    return (
      <EmptyState icon={IconFilterOff} title="No incident fits these filters">
        <Link href={routes.incidents()}>Show everything that waits</Link>, or widen the search.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconBellOff} title="Nothing waits for you">
      An incident opens by itself when a check finds drift. What was closed stands under{' '}
      <Link href={`${routes.incidents()}?status=resolved`}>Resolved</Link>.
    </EmptyState>
  );
}
