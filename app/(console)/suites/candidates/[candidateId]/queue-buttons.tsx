'use client';

import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useApi } from '#components/api/use-api.ts';
import { useKeys } from '#components/keys/use-keys.ts';
import { routes } from '#lib/contract/routes.ts';
import { neighboursOf } from './neighbours.ts';

const QUEUE_ROWS = 200;

/** Leads through what waits, the lowest scores first. */
export function QueueButtons({ candidateId }: { candidateId: number }) {
  const router = useRouter();
  const { data } = useApi('listCandidates', { query: { state: 'pending', limit: QUEUE_ROWS } });
  const { next, previous } = neighboursOf(data?.items.map(({ id }) => id) ?? [], candidateId);
  const go = (id: number | null) => id !== null && router.push(routes.candidate(id));
  useKeys([
    { keys: 'n', does: 'Next candidate', run: () => go(next) },
    { keys: 'b', does: 'Candidate before', run: () => go(previous) },
  ]);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        disabled={previous === null}
        onClick={() => go(previous)}
      >
        Before
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={16} aria-hidden />}
        disabled={next === null}
        onClick={() => go(next)}
      >
        Next
      </Button>
    </>
  );
}
