'use client';

import Link from 'next/link';
import type { MouseEvent, ReactNode } from 'react';
import type { Column } from '#components/table/columns.ts';
import { DataTable } from '#components/table/data-table.tsx';
import type { GoldenTaskRow, SideTally } from '#lib/contract/golden/attempts.ts';
import { formatCount, formatDurationMs } from '#lib/format/numbers.ts';
import { changeText, confidenceChange, factorOf, factorText } from './against-baseline.ts';
import styles from './golden.module.css';
import { TaskOutcomeBadge } from './golden-badges.tsx';
import { OUTCOMES } from './golden-run-facts.ts';

interface GoldenTaskTableProps {
  tasks: readonly GoldenTaskRow[];
  /** Whether the run still moves, so that what is undecided may yet be decided. */
  going: boolean;
  onOpen: (taskId: string) => void;
  empty: ReactNode;
}

/** One row a task: what came of it, and what it took against its baseline. */
export function GoldenTaskTable({ tasks, going, onOpen, empty }: GoldenTaskTableProps) {
  return (
    <DataTable
      caption="Tasks of this run"
      rows={tasks}
      rowId={({ taskId }) => taskId}
      keys={[]}
      sortParam="sort"
      columns={columnsOf(going, onOpen)}
      empty={empty}
    />
  );
}

function columnsOf(going: boolean, onOpen: (taskId: string) => void): Column<GoldenTaskRow>[] {
  return [
    {
      key: 'task',
      header: 'Task',
      sortBy: ({ title }) => title,
      cell: (task) => (
        <>
          <TaskLink task={task} onOpen={onOpen} />
          {task.reason !== '' && <span className={styles.reason}>{task.reason}</span>}
        </>
      ),
    },
    {
      key: 'outcome',
      header: 'Outcome',
      nowrap: true,
      sortBy: ({ outcome }) => (outcome === null ? null : OUTCOMES.indexOf(outcome)),
      cell: ({ outcome, head }) => (outcome === null ? undecided(going, head) : <TaskOutcomeBadge outcome={outcome} />),
    },
    { key: 'head', header: 'New prompt', numeric: true, nowrap: true, cell: ({ head }) => passText(head) },
    { key: 'base', header: 'Old prompt', numeric: true, nowrap: true, cell: ({ base }) => passText(base) },
    { key: 'baseline', header: 'Baseline', numeric: true, nowrap: true, cell: ({ baseline }) => passText(baseline) },
    {
      key: 'confidence',
      header: 'Confidence',
      numeric: true,
      nowrap: true,
      sortBy: confidenceChange,
      cell: (task) => against(task.head.confidence, String, confidenceChange(task), changeText),
    },
    {
      key: 'latency',
      header: 'Latency',
      numeric: true,
      nowrap: true,
      sortBy: (task) => factorOf(task, 'latencyMs'),
      cell: (task) => against(task.head.latencyMs, formatDurationMs, factorOf(task, 'latencyMs'), factorText),
    },
    {
      key: 'tokens',
      header: 'Tokens',
      numeric: true,
      nowrap: true,
      sortBy: (task) => factorOf(task, 'tokens'),
      cell: (task) => against(task.head.tokens, formatCount, factorOf(task, 'tokens'), factorText),
    },
  ];
}

function undecided(going: boolean, { runs, unmeasured }: SideTally): string {
  if (!going) return 'Not decided';
  return runs + unmeasured === 0 ? 'Waiting' : 'Being tried';
}

interface TaskLinkProps {
  task: GoldenTaskRow;
  onOpen: (taskId: string) => void;
}

/** Opens a task over the page; a new tab gets the same by its address. */
function TaskLink({ task: { taskId, title }, onOpen }: TaskLinkProps) {
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen(taskId);
  };
  return (
    <Link
      href={`?task=${encodeURIComponent(taskId)}`}
      className={styles.link}
      data-row-link
      prefetch={false}
      onClick={open}
    >
      {title} {title !== taskId && <span className={styles.id}>{taskId}</span>}
    </Link>
  );
}

/** Passing attempts of the measured ones: `3 of 3`. */
export function passText(side: Pick<SideTally, 'passes' | 'runs'> | null): string {
  return side === null ? '–' : `${formatCount(side.passes)} of ${formatCount(side.runs)}`;
}

/** A quantity, and below it how it stands against the baseline. */
function against(
  value: number | null,
  format: (value: number) => string,
  change: number | null,
  formatChange: (change: number) => string,
): ReactNode {
  if (value === null) return '–';
  return (
    <>
      {format(Math.round(value))} {change !== null && <span className={styles.against}>{formatChange(change)}</span>}
    </>
  );
}
