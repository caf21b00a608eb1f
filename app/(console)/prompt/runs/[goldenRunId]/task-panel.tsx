'use client';

import { SegmentedControl } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { isGoing, OUTCOMES } from '#components/golden/golden-run-facts.ts';
import { GoldenTaskTable } from '#components/golden/golden-task-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { GoldenTaskRow } from '#lib/contract/golden/attempts.ts';
import type { GoldenRunDetail } from '#lib/contract/golden/runs.ts';
import { TASK_OUTCOME_LABEL } from '#lib/policy/golden-labels.ts';
import styles from './golden-run.module.css';

/** The tasks that the address narrows the run to. */
export function shownTasks(run: GoldenRunDetail, wanted: string | null): GoldenTaskRow[] {
  return wanted === null ? run.tasks : run.tasks.filter(({ outcome }) => outcome === wanted);
}

interface TaskPanelProps {
  run: GoldenRunDetail;
  onOpen: (taskId: string) => void;
}

/** Every task with what came of it; a row opens old and new side by side. */
export function TaskPanel({ run, onOpen }: TaskPanelProps) {
  const [params, setParams] = useUrlParams();
  const wanted = params.get('show');
  const options = OUTCOMES.flatMap((outcome) => {
    const count = run.tasks.filter((task) => task.outcome === outcome).length;
    if (count === 0 && wanted !== outcome) return [];
    return [{ value: outcome as string, label: `${TASK_OUTCOME_LABEL[outcome].label} ${count}` }];
  });
  return (
    <Panel
      title="Tasks"
      hint="Passing attempts of the measured ones. Small figures: against the baseline. A row opens old and new side by side."
      flush
    >
      {options.length > 0 && (
        <div className={styles.filter}>
          <SegmentedControl
            size="xs"
            className={styles.outcomes}
            aria-label="Tasks shown"
            value={wanted ?? ''}
            onChange={(value) => setParams({ show: value })}
            data={[{ value: '', label: `All ${run.tasks.length}` }, ...options]}
          />
        </div>
      )}
      <GoldenTaskTable
        tasks={shownTasks(run, wanted)}
        going={isGoing(run)}
        onOpen={onOpen}
        empty={
          run.tasks.length === 0 ? (
            <EmptyState icon={IconListSearch} title={isGoing(run) ? 'No attempt yet' : 'No task was tried'}>
              {isGoing(run)
                ? 'Tasks appear here with their first attempt.'
                : 'The verdict above says why there was nothing to measure.'}
            </EmptyState>
          ) : (
            <EmptyState icon={IconListSearch} title="No task of this kind">
              Choose “All” to see every task of the run.
            </EmptyState>
          )
        }
      />
    </Panel>
  );
}
