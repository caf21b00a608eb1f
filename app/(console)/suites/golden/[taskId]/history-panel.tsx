'use client';

import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useUrlParams } from '#components/filters/use-url-params.ts';
import { TaskOutcomeBadge } from '#components/golden/golden-badges.tsx';
import { passText } from '#components/golden/golden-task-table.tsx';
import { DataTable } from '#components/table/data-table.tsx';
import { Time } from '#components/time/time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { GoldenTaskDetail } from '#lib/contract/golden/tasks.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount, formatDurationMs } from '#lib/format/numbers.ts';
import { RUN_TRIGGER_LABEL } from '#lib/policy/labels.ts';
import styles from './golden-task.module.css';

/** Runs shown until more are asked for. */
const SHOWN = 10;

/** Every run with the task, the newest first. */
export function HistoryPanel({ task: { taskId, taskHash, history } }: { task: GoldenTaskDetail }) {
  const [params, setParams] = useUrlParams();
  const all = params.get('history') === 'all';
  return (
    <Panel title="History" hint="Runs at night, in pipelines and by hand, the newest first." flush>
      <DataTable
        caption="Runs with this task, the newest first"
        rows={all ? history : history.slice(0, SHOWN)}
        rowId={({ runId }) => runId}
        rowHref={({ runId }) => routes.goldenRunTask(runId, taskId)}
        keys={[]}
        columns={[
          { key: 'run', header: 'Run', nowrap: true, cell: ({ runId, agent }) => `#${runId} ${agent}` },
          { key: 'model', header: 'Model', cell: ({ model }) => model },
          {
            key: 'outcome',
            header: 'Outcome',
            nowrap: true,
            cell: ({ outcome }) => <TaskOutcomeBadge outcome={outcome} />,
          },
          { key: 'passed', header: 'Passed', numeric: true, nowrap: true, cell: ({ head }) => passText(head) },
          {
            key: 'confidence',
            header: 'Confidence',
            numeric: true,
            cell: ({ head }) => (head.confidence === null ? '–' : Math.round(head.confidence)),
          },
          {
            key: 'latency',
            header: 'Latency',
            numeric: true,
            nowrap: true,
            cell: ({ head }) => formatDurationMs(head.latencyMs),
          },
          {
            key: 'tokens',
            header: 'Tokens',
            numeric: true,
            cell: ({ head }) => formatCount(head.tokens === null ? null : Math.round(head.tokens)),
          },
          {
            key: 'version',
            header: 'Task',
            cell: (entry) => (taskHash === null || entry.taskHash === taskHash ? 'as now' : 'before an edit'),
          },
          {
            key: 'trigger',
            header: 'Started by',
            cell: ({ trigger, branch }) =>
              branch === null ? RUN_TRIGGER_LABEL[trigger] : `${RUN_TRIGGER_LABEL[trigger]}, ${branch}`,
          },
          { key: 'at', header: 'When', nowrap: true, cell: ({ at }) => <Time at={at} focusable={false} /> },
        ]}
        empty={
          <EmptyState icon={IconHistory} title="No run has measured it yet">
            It takes part in the next golden run of its agents.
          </EmptyState>
        }
      />
      {history.length > SHOWN && (
        <div className={styles.more}>
          <Button size="sm" variant="default" onClick={() => setParams({ history: all ? null : 'all' })}>
            {all ? `Show the latest ${SHOWN}` : `Show all ${formatCount(history.length)}`}
          </Button>
        </div>
      )}
    </Panel>
  );
}
