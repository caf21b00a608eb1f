'use client';

import { Skeleton } from '@mantine/core';
import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { TaskEvidence } from '#components/golden/task-evidence.tsx';
import { Time } from '#components/time/time.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { GoldenTaskDetail } from '#lib/contract/golden/tasks.ts';
import { routes } from '#lib/contract/routes.ts';
import styles from './golden-task.module.css';

/** Old and new answers of the newest run with the task. */
export function LatestPanel({ task: { taskId, last } }: { task: GoldenTaskDetail }) {
  if (last === null) return null;
  return (
    <Panel
      title="Latest answers"
      hint={
        <>
          {last.agent} with {last.model}, <Link href={routes.goldenRun(last.runId)}>golden run {last.runId}</Link>,{' '}
          <Time at={last.at} />
        </>
      }
    >
      <Answers key={last.runId} runId={last.runId} taskId={taskId} />
    </Panel>
  );
}

function Answers({ runId, taskId }: { runId: number; taskId: string }) {
  const { data, problem } = useApi('getGoldenTaskAttempts', { params: { runId, taskId } });
  if (data !== undefined) {
    return (
      <>
        {data.reason !== '' && <p className={styles.reason}>{data.reason}</p>}
        <TaskEvidence task={data} />
      </>
    );
  }
  if (problem === null) return <Skeleton height={320} radius="md" />;
  return <p className={styles.note}>The answers could not be loaded: {problem.message}</p>;
}
