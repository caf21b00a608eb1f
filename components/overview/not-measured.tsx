import { IconCircleCheck, IconCpu } from '@tabler/icons-react';
import Link from 'next/link';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Overview } from '#lib/contract/overview.ts';
import { routes } from '#lib/contract/routes.ts';
import styles from './not-measured.module.css';

interface NotMeasuredProps {
  endpoints: Overview['notMeasured'];
  /** There is no active endpoint at all. */
  nothingWatched: boolean;
}

/** Endpoints whose state is unknown, and why: silence from them means nothing. */
export function NotMeasured({ endpoints, nothingWatched }: NotMeasuredProps) {
  if (nothingWatched) {
    return (
      <EmptyState icon={IconCpu} title="Nothing is watched yet">
        An endpoint is one model under watch. <Link href={routes.model()}>Add the first one</Link>.
      </EmptyState>
    );
  }
  if (endpoints.length === 0) {
    return (
      <EmptyState icon={IconCircleCheck} title="Everything watched was measured">
        Endpoints that could not be judged would be listed here.
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {endpoints.map(({ endpointId, name, reason }) => (
        <li key={endpointId}>
          <Link href={routes.endpoint(endpointId)}>{name}</Link>
          <p>{reason}</p>
        </li>
      ))}
    </ul>
  );
}
