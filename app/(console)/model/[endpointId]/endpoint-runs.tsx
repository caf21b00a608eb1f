'use client';

import { IconPlayerPlay } from '@tabler/icons-react';
import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { runColumns } from '#components/runs/run-columns.tsx';
import { useRunClock } from '#components/runs/use-run-clock.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { LATEST_RUNS } from './latest-runs.ts';

const LIVE_POLL_MS = 3000;

interface EndpointRunsProps {
  endpointId: number;
  initial: OperationResponse<'listRuns'>;
  live: boolean;
}

/** The latest runs of one endpoint. */
export function EndpointRuns({ endpointId, initial, live }: EndpointRunsProps) {
  const reading = useApi(
    'listRuns',
    { query: { endpointId, limit: LATEST_RUNS } },
    { initial, pollMs: live ? LIVE_POLL_MS : false },
  );
  const column = runColumns(useRunClock(live));
  return (
    <Panel
      title="Latest runs"
      flush
      actions={<Link href={`${routes.runs()}?endpointId=${endpointId}`}>All its runs</Link>}
    >
      <DataTable
        caption="Latest runs of this endpoint"
        rows={reading.data?.items ?? []}
        rowId={(run) => run.id}
        rowHref={(run) => routes.run(run.id)}
        keys={[]}
        columns={[
          column.run,
          column.outcome,
          column.changed,
          column.calls,
          column.cost,
          column.duration,
          column.trigger,
          column.created,
        ]}
        empty={
          <EmptyState icon={IconPlayerPlay} title="No run yet">
            Capture a baseline first; the checks that follow are compared with it.
          </EmptyState>
        }
      />
    </Panel>
  );
}
