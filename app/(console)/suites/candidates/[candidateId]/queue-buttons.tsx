'use client';

import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import styles from '#components/candidates/candidates.module.css';
import { useKeys } from '#components/keys/use-keys.ts';
import type { QueuePlace } from './use-queue.tsx';

/** Leads through what waits, the lowest scores first. */
export function QueueButtons({ queue: { previous, next, position, waiting, isLonger, go } }: { queue: QueuePlace }) {
  useKeys([
    { keys: 'n', does: 'Next candidate', run: () => go(next) },
    { keys: 'p', does: 'Previous candidate', run: () => go(previous) },
  ]);
  return (
    <div className={styles.queue}>
      <span className={styles.place}>
        {position !== null && `${position} of ${waiting}${isLonger ? '+' : ''} waiting`}
      </span>
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        disabled={previous === null}
        onClick={() => go(previous)}
      >
        Previous
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={16} aria-hidden />}
        disabled={next === null}
        onClick={() => go(next)}
      >
        Next
      </Button>
    </div>
  );
}
