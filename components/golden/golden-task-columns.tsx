import { IconGhost2 } from '@tabler/icons-react';
import type { Column } from '#components/table/columns.ts';
import { Time } from '#components/time/time.tsx';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { GoldenTaskSummary, Stability } from '#lib/contract/golden/tasks.ts';
import { formatCount, formatShare } from '#lib/format/numbers.ts';
import styles from './golden.module.css';
import { TaskOutcomeBadge } from './golden-badges.tsx';

/** Columns of a list of golden tasks. */
export const GOLDEN_TASK_COLUMNS = {
  task: {
    key: 'task',
    header: 'Task',
    cell: ({ taskId, title, ...task }) => (
      <>
        {title} <span className={styles.id}>{taskId}</span> <RemovedTag of={task} />
      </>
    ),
  },
  class: { key: 'class', header: 'Class', cell: ({ taskClass }) => taskClass },
  agents: { key: 'agents', header: 'Agents', cell: ({ agents }) => agents.join(', ') },
  repository: { key: 'repository', header: 'Repository', cell: ({ repository }) => repository.name },
  last: {
    key: 'last',
    header: 'Latest outcome',
    nowrap: true,
    cell: ({ last }) => last && <TaskOutcomeBadge outcome={last.outcome} />,
  },
  measured: {
    key: 'measured',
    header: 'Measured',
    nowrap: true,
    cell: ({ last }) => last && <Time at={last.at} focusable={false} />,
  },
  stable: {
    key: 'stable',
    header: 'Stable nights',
    numeric: true,
    nowrap: true,
    cell: ({ stability }) => stableWords(stability),
  },
  flicker: {
    key: 'flicker',
    header: 'Flickers',
    numeric: true,
    nowrap: true,
    cell: ({ stability }) => <Flicker share={stability.flickerShare} />,
  },
} as const satisfies Record<string, Column<GoldenTaskSummary>>;

/** Share of nights in which every attempt passed, and of how many: `93 % of 30`. */
function stableWords({ stableShare, nights }: Stability): string {
  return stableShare === null ? 'No night yet' : `${formatShare(stableShare)} of ${formatCount(nights)}`;
}

/** Share of nights in which a task could not make up its mind, as number and bar. */
function Flicker({ share }: { share: number | null }) {
  if (share === null) return '–';
  return (
    <span className={styles.flicker}>
      <svg width="48" height="6" aria-hidden="true" focusable="false">
        <rect width="48" height="6" rx="3" fill="var(--surface-hover)" stroke="var(--line)" />
        <rect width={48 * share} height="6" rx="3" fill="var(--tone-violet)" />
      </svg>
      <span>{formatShare(share)}</span>
    </span>
  );
}

/** Marks a task that the suite no longer holds; of a repository that only pipelines know nobody can tell. */
export function RemovedTag({ of: { inSuite, repository } }: { of: Pick<GoldenTaskSummary, 'inSuite' | 'repository'> }) {
  if (inSuite || repository.id === null) return null;
  const meaning = 'The suite no longer holds it; what was measured stays.';
  return <ToneBadge tone="grey" icon={IconGhost2} label="Removed" meaning={meaning} outlined />;
}
