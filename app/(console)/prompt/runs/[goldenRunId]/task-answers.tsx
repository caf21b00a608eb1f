'use client';

import { Skeleton } from '@mantine/core';
import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { TaskEvidence } from '#components/golden/task-evidence.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import type { GoldenRunDetail } from '#lib/contract/golden/runs.ts';
import { routes } from '#lib/contract/routes.ts';
import styles from './golden-run.module.css';

const POLL_MS = 2000;

interface TaskAnswersProps {
  run: Pick<GoldenRunDetail, 'id' | 'repository'>;
  taskId: string;
  /** The run still goes: answers may arrive. */
  live: boolean;
}

/** Why a task came out as it did, with its old and new answers. */
export function TaskAnswers({ run, taskId, live }: TaskAnswersProps) {
  const reading = useApi(
    'getGoldenTaskAttempts',
    { params: { runId: run.id, taskId } },
    { pollMs: live ? POLL_MS : false },
  );
  if (reading.data === undefined || reading.isPlaceholderData) {
    if (reading.problem === null) {
      return (
        <div role="status" aria-label="Loading the answers">
          <Skeleton height={320} radius="md" />
        </div>
      );
    }
    return (
      <ErrorState
        title="The answers could not be loaded"
        detail={reading.problem.message}
        kept="Nothing is lost: they are stored with the run."
        onRetry={reading.refetch}
        retrying={reading.isFetching}
      />
    );
  }
  return (
    <>
      <p className={styles.why}>
        {reading.data.reason} <Link href={routes.goldenTask(taskId, run.repository.name)}>History of this task</Link>
      </p>
      <TaskEvidence task={reading.data} />
    </>
  );
}
