import { IconCircleCheck } from '@tabler/icons-react';
import Link from 'next/link';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Overview } from '#lib/contract/overview.ts';
import { routes } from '#lib/contract/routes.ts';
import styles from './not-measured.module.css';

/** Endpoints whose state is unknown, and why: silence from them means nothing. */
export function NotMeasured({ endpoints }: { endpoints: Overview['notMeasured'] }) {
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
