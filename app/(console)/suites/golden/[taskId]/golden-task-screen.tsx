'use client';

import Link from 'next/link';
import { TaskOutcomeBadge } from '#components/golden/golden-badges.tsx';
import { RemovedTag } from '#components/golden/golden-task-columns.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { GoldenTaskDetail } from '#lib/contract/golden/tasks.ts';
import { routes } from '#lib/contract/routes.ts';
import { BaselinePanel } from './baseline-table.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { LatestPanel } from './latest-panel.tsx';
import { SourcePanel } from './source-panel.tsx';
import { StabilityPanel, stabilityWords } from './stability-panel.tsx';

/** One golden task: how steady it is, what counts as normal, what happened, and where it comes from. */
export function GoldenTaskScreen({ task }: { task: GoldenTaskDetail }) {
  return (
    <>
      <PageHeader
        trail={
          <>
            <Link href={routes.goldenTasks()}>Golden suite</Link>
            <span aria-hidden>/</span>
            <span>{task.repository.name}</span>
          </>
        }
        title={task.title}
        marks={
          <>
            {task.last && <TaskOutcomeBadge outcome={task.last.outcome} />}
            <RemovedTag of={task} />
          </>
        }
        answer={[stabilityWords(task.stability), task.description].filter((text) => text !== '').join(' ')}
      />
      <StabilityPanel task={task} />
      <BaselinePanel task={task} />
      <LatestPanel task={task} />
      <SourcePanel task={task} />
      <HistoryPanel task={task} />
    </>
  );
}
