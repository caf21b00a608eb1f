'use client';

import { Accordion } from '@mantine/core';
import { useState } from 'react';
import type { GoldenTaskAttempts } from '#lib/contract/golden/attempts.ts';
import { TaskOutcomeBadge } from './golden-badges.tsx';
import { passText } from './golden-task-table.tsx';
import styles from './regressed-tasks.module.css';
import { TaskEvidence } from './task-evidence.tsx';

/** Tasks that regressed, each unfolding to its old and new answers; the first is open. */
export function RegressedTasks({ tasks }: { tasks: readonly GoldenTaskAttempts[] }) {
  const [opened, setOpened] = useState<string[]>(tasks.slice(0, 1).map(({ taskId }) => taskId));
  return (
    <Accordion multiple value={opened} onChange={setOpened} order={3} classNames={{ item: styles.item ?? '' }}>
      {tasks.map((task) => (
        <Accordion.Item key={task.taskId} value={task.taskId}>
          <Accordion.Control>
            <span className={styles.control}>
              <strong>{task.title}</strong>
              {task.outcome && <TaskOutcomeBadge outcome={task.outcome} />}
              <span className={styles.share}>
                {passText(task.head)} pass, baseline {passText(task.baseline)}
              </span>
            </span>
          </Accordion.Control>
          <Accordion.Panel>
            {task.reason !== '' && <p className={styles.reason}>{task.reason}</p>}
            {opened.includes(task.taskId) && <TaskEvidence task={task} />}
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
