'use client';

import { IconPlayerPlay } from '@tabler/icons-react';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { FilterBar } from '#components/filters/filter-bar.tsx';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { runColumns } from '#components/runs/run-columns.tsx';
import { isActive } from '#components/runs/run-facts.ts';
import { useRunClock } from '#components/runs/use-run-clock.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { parseRunFilters, runFilterBar } from './run-filters.ts';
import { StartRunButton } from './start-run/start-run-button.tsx';

/** How often the list is read again while a run on it moves, and otherwise. */
const LIVE_POLL_MS = 2000;
const CALM_POLL_MS = 30_000;

interface RunsScreenProps {
  initial: OperationResponse<'listRuns'>;
  endpoints: readonly { id: number; name: string }[];
}

/** Every run, newest first; moves while one of them does. */
export function RunsScreen({ initial, endpoints }: RunsScreenProps) {
  const [params] = useUrlParams();
  const query = parseRunFilters(Object.fromEntries(params));
  const reading = useApiPages('listRuns', query, {
    initial,
    pollMs: (known) => (known?.items.some(isActive) ? LIVE_POLL_MS : CALM_POLL_MS),
  });
  const runs = reading.items ?? [];
  const column = runColumns(useRunClock(runs.some(isActive)));
  const { limit: _, ...filters } = query;
  const narrowed = Object.keys(filters).length > 0;

  return (
    <>
      <PageHeader
        title="Runs"
        answer="Every check and baseline capture, newest first."
        actions={<StartRunButton label="Start a run" primary />}
      />
      <FilterBar filters={runFilterBar(endpoints)} />
      {reading.problem && <StaleNotice detail={reading.problem.message} />}
      <Panel flush label="List of runs" busy={reading.isPlaceholderData}>
        <DataTable
          caption="Runs"
          rows={runs}
          rowId={(run) => run.id}
          rowHref={(run) => routes.run(run.id)}
          keys={[]}
          columns={[
            column.run,
            column.endpoint,
            column.outcome,
            column.changed,
            column.calls,
            column.cost,
            column.duration,
            column.trigger,
            column.created,
          ]}
          empty={
            <EmptyState icon={IconPlayerPlay} title={narrowed ? 'No run fits these filters' : 'No run yet'}>
              {narrowed
                ? 'Clear the filters to see all runs.'
                : 'A check of every active endpoint runs each night. Start one by hand to see the first verdict now.'}
            </EmptyState>
          }
        />
        <LoadMore reading={reading} noun="run" />
      </Panel>
    </>
  );
}
