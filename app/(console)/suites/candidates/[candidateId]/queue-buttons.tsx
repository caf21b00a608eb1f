'use client';

import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useApi } from '#components/api/use-api.ts';
import styles from '#components/candidates/candidates.module.css';
import { useKeys } from '#components/keys/use-keys.ts';
import { routes } from '#lib/contract/routes.ts';
import { placeOf } from './neighbours.ts';

const QUEUE_ROWS = 200;

/** Leads through what waits, the lowest scores first. */
export function QueueButtons({ candidateId }: { candidateId: number }) {
  const router = useRouter();
  const { data } = useApi('listCandidates', { query: { state: 'pending', limit: QUEUE_ROWS } });
  const queue = data?.items.map(({ id }) => id);
  const [seen, setSeen] = useState(queue);
  if (seen === undefined && queue !== undefined) setSeen(queue);
  const { previous, next, position, waiting } = placeOf(seen ?? [], queue ?? [], candidateId);
  const more = data?.nextCursor === null ? '' : '+';
  const go = (id: number | null) => id !== null && router.push(routes.candidate(id));
  useKeys([
    { keys: 'n', does: 'Next candidate', run: () => go(next) },
    { keys: 'p', does: 'Previous candidate', run: () => go(previous) },
  ]);
  return (
    <div className={styles.queue}>
      <span className={styles.place}>{position !== null && `${position} of ${waiting}${more} waiting`}</span>
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
