'use client';

import { notifications } from '@mantine/notifications';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { routes } from '#lib/contract/routes.ts';
import { useQueueMemory } from '../queue-memory.tsx';
import { afterDeciding, type Place, placeOf, withDecided } from './neighbours.ts';

const QUEUE_ROWS = 200;

export interface QueuePlace extends Place {
  /** Whether more wait than are counted. */
  isLonger: boolean;
  go: (id: number | null) => void;
  /** Says what was decided about this candidate, and goes on to the next one. */
  goOn: (done: string) => void;
}

/** The way through what waits, the lowest scores first, with this candidate's place on it. */
export function useQueue(candidateId: number): QueuePlace {
  const router = useRouter();
  const { memory, remember } = useQueueMemory();
  const { data } = useApi('listCandidates', { query: { state: 'pending', limit: QUEUE_ROWS } });
  const now = data?.items.map(({ id }) => id);
  const [seen, setSeen] = useState<readonly number[]>();
  if (seen === undefined && now !== undefined) setSeen(withDecided(now, memory));
  const queue = { seen: seen ?? [], now: now ?? [], decided: memory.decided };
  const go = (id: number | null) => id !== null && router.push(routes.candidate(id));
  return {
    ...placeOf(queue, candidateId),
    isLonger: typeof data?.nextCursor === 'string',
    go,
    goOn: (done) => {
      const next = afterDeciding(queue, candidateId);
      remember({ seen: queue.seen, decided: [...memory.decided, candidateId] });
      const back = <Link href={routes.candidate(candidateId)}>Back to candidate {candidateId}</Link>;
      const message = (
        <>
          {done}. {next !== null && back}
        </>
      );
      notifications.show({ message, color: 'tide' });
      if (next === null) router.refresh();
      else go(next);
    },
  };
}
