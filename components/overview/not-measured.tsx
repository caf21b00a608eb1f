import { IconCircleCheck, IconCpu } from '@tabler/icons-react';
import Link from 'next/link';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Channel } from '#lib/contract/common.ts';
import type { Overview } from '#lib/contract/overview.ts';
import { routes } from '#lib/contract/routes.ts';
import styles from './not-measured.module.css';

/** Where what a channel watches is listed. */
const WHERE: Record<Channel, string> = {
  model: routes.model(),
  prompt: routes.goldenTasks(),
  code: routes.code(),
  config: routes.config(),
};

interface NotMeasuredProps {
  items: Overview['notMeasured'];
  /** No channel has anything under watch. */
  nothingWatched: boolean;
}

/** What is watched and of unknown state, and why: silence from them means nothing. */
export function NotMeasured({ items, nothingWatched }: NotMeasuredProps) {
  if (nothingWatched) {
    return (
      <EmptyState icon={IconCpu} title="Nothing is watched yet">
        An endpoint is one model under watch. <Link href={routes.model()}>Add the first one</Link>.
      </EmptyState>
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState icon={IconCircleCheck} title="Everything watched was measured">
        Endpoints, agents, clusters and flag sources that could not be judged would be listed here.
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {items.map(({ channel, endpointId, name, reason }) => (
        <li key={`${channel} ${endpointId} ${name}`}>
          <Link href={endpointId === null ? WHERE[channel] : routes.endpoint(endpointId)}>{name}</Link>
          <p>{reason}</p>
        </li>
      ))}
    </ul>
  );
}
