'use client';

import { IconTargetArrow } from '@tabler/icons-react';
import { useApiPages } from '#components/api/use-api-pages.ts';
import { FilterBar } from '#components/filters/filter-bar.tsx';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { GOLDEN_TASK_COLUMNS } from '#components/golden/golden-task-columns.tsx';
import { SetupSteps } from '#components/golden/setup-steps.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadMore } from '#components/ui/load-more.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { goldenTaskFilterBar, parseGoldenTaskFilters } from './golden-task-filters.ts';
import { TargetPanel } from './target-panel.tsx';

interface GoldenTasksScreenProps {
  initial: OperationResponse<'listGoldenTasks'>;
  targets: OperationResponse<'listGoldenTargets'>;
}

/** Every golden task with how stable it is over nights. */
export function GoldenTasksScreen({ initial, targets }: GoldenTasksScreenProps) {
  const [params] = useUrlParams();
  const query = parseGoldenTaskFilters(Object.fromEntries(params));
  const reading = useApiPages('listGoldenTasks', query, { initial });
  const tasks = reading.items ?? [];
  const { limit: _, order, ...filters } = query;
  const narrowed = Object.keys(filters).length > 0;
  const column = GOLDEN_TASK_COLUMNS;
  return (
    <>
      <PageHeader
        title="Golden suite"
        answer="What every agent must always get right. Tasks live as files in git; here is how each behaves."
      />
      <TargetPanel initial={targets} />
      {tasks.length === 0 && !narrowed ? (
        <Panel
          title="Set up a golden suite"
          hint={
            targets.items.length === 0
              ? 'No golden task is known yet. These steps lead to the first.'
              : 'No golden task has been read yet: read the repository above. Where it holds none, these steps lead to the first.'
          }
        >
          <SetupSteps />
        </Panel>
      ) : (
        <>
          <FilterBar filters={goldenTaskFilterBar(targets.items)} />
          {reading.problem && <StaleNotice detail={reading.problem.message} />}
          <Panel flush label="List of golden tasks" busy={reading.isPlaceholderData}>
            <DataTable
              caption={order === 'name' ? 'Golden tasks by name' : 'Golden tasks, the most flickering first'}
              rows={tasks}
              rowId={({ taskId, repository }) => `${repository.name} ${taskId}`}
              rowHref={({ taskId, repository }) => routes.goldenTask(taskId, repository.name)}
              keys={[]}
              columns={[
                column.task,
                column.class,
                column.agents,
                column.repository,
                column.last,
                column.measured,
                column.stable,
                column.flicker,
              ]}
              empty={
                <EmptyState icon={IconTargetArrow} title="No task fits these filters">
                  Clear the filters to see all of them.
                </EmptyState>
              }
            />
            <LoadMore reading={reading} noun="task" />
          </Panel>
        </>
      )}
    </>
  );
}
