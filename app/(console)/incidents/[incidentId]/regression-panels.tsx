'use client';

import { goldenRunColumns } from '#components/golden/golden-run-columns.tsx';
import { isGoing } from '#components/golden/golden-run-facts.ts';
import { RegressedTasks } from '#components/golden/regressed-tasks.tsx';
import { useRunClock } from '#components/runs/use-run-clock.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { IncidentDetail } from '#lib/contract/incidents.ts';
import { routes } from '#lib/contract/routes.ts';
import { ChangePanel } from './change-panel.tsx';

/** Evidence of a prompt incident: the commits behind it, the tasks that regressed with their answers, and the golden runs that showed it. */
export function RegressionPanels({ id, prompt }: Pick<IncidentDetail, 'id' | 'prompt'>) {
  const { run, verdict, tasks, change, trigger, created } = goldenRunColumns(
    useRunClock(prompt?.runs.some(isGoing) ?? false),
  );
  if (prompt === null) return null;
  return (
    <>
      <ChangePanel incidentId={id} />
      {prompt.tasks.length > 0 && (
        <Panel title="What regressed?" hint="Old and new answers of the newest run that showed it.">
          <RegressedTasks tasks={prompt.tasks} />
        </Panel>
      )}
      {prompt.runs.length > 0 && (
        <Panel title="Golden runs that saw it" flush>
          <DataTable
            caption="Golden runs that saw the regression, the newest first"
            rows={prompt.runs}
            rowId={({ id }) => id}
            rowHref={({ id }) => routes.goldenRun(id)}
            columns={[run, verdict, tasks, change, trigger, created]}
          />
        </Panel>
      )}
    </>
  );
}
