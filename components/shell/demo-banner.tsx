import { IconFlask } from '@tabler/icons-react';
import Link from 'next/link';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './demo-banner.module.css';

/** Says on every page that some of what it shows is not real; nothing where all is. */
export function DemoBanner({ endpoints, clusters }: { endpoints: number; clusters: number }) {
  if (endpoints + clusters === 0) return null;
  return (
    <aside className={styles.banner} aria-label="Demo">
      <IconFlask size={16} stroke={1.75} aria-hidden />
      <p>
        {endpoints > 0 && (
          <>
            {formatCount(endpoints, 'endpoint')} {endpoints === 1 ? 'rests' : 'rest'} on the bundled demo gateway: those
            answers are scripted or replayed. <Link href={routes.gatewaySettings()}>Connect your own gateway</Link> to
            watch a real model.{' '}
          </>
        )}
        {clusters > 0 && (
          <>
            The demo’s cluster and flags are recorded.{' '}
            <Link href={routes.clusterSettings()}>Connect your own cluster</Link>.
          </>
        )}
      </p>
    </aside>
  );
}
