'use client';

import { runColumns } from '#components/runs/run-columns.tsx';
import { isActive } from '#components/runs/run-facts.ts';
import { useRunClock } from '#components/runs/use-run-clock.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { IncidentDetail } from '#lib/contract/incidents.ts';
import { routes } from '#lib/contract/routes.ts';

/** Every run in which the drift was seen. */
export function RunsPanel({ runs }: Pick<IncidentDetail, 'runs'>) {
  const { run, outcome, changed, trigger, created } = runColumns(useRunClock(runs.some(isActive)));
  if (runs.length === 0) return null;
  return (
    <Panel title="Runs that saw it" flush>
      <DataTable
        caption="Runs that saw the drift, the newest first"
        rows={runs}
        rowId={({ id }) => id}
        rowHref={({ id }) => routes.run(id)}
        columns={[run, outcome, changed, trigger, created]}
      />
    </Panel>
  );
}
