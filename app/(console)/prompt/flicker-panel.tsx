'use client';

import { IconCircleCheck } from '@tabler/icons-react';
import Link from 'next/link';
import { GOLDEN_TASK_COLUMNS } from '#components/golden/golden-task-columns.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { GoldenTaskSummary } from '#lib/contract/golden/tasks.ts';
import { routes } from '#lib/contract/routes.ts';

/** Tasks that cannot make up their mind, the worst first: what makes a gate flap. */
export function FlickerPanel({ tasks }: { tasks: readonly GoldenTaskSummary[] }) {
  const flickering = tasks.filter(({ stability }) => (stability.flickerShare ?? 0) > 0);
  const { task, stable, flicker } = GOLDEN_TASK_COLUMNS;
  return (
    <Panel
      title="Which tasks flicker?"
      hint="Nights in which attempts disagreed, or the outcome flipped."
      actions={<Link href={routes.goldenTasks()}>All tasks</Link>}
      flush
    >
      <DataTable
        caption="Flickering tasks, the worst first"
        rows={flickering}
        rowId={({ taskId, repository }) => `${repository.name} ${taskId}`}
        rowHref={({ taskId, repository }) => routes.goldenTask(taskId, repository.name)}
        columns={[task, flicker, stable]}
        empty={
          <EmptyState icon={IconCircleCheck} title="No task flickers">
            Judged over the nightly runs. A task that does is best made steadier or taken out of the suite.
          </EmptyState>
        }
      />
    </Panel>
  );
}
