import {
  type Icon,
  IconArrowBackUp,
  IconBell,
  IconBellRinging,
  IconCircleCheck,
  IconEyeCheck,
  IconMessage2,
  IconRosetteDiscountCheck,
  IconUserCheck,
  IconUserShare,
} from '@tabler/icons-react';
import Link from 'next/link';
import { Time } from '#components/time/time.tsx';
import type { TimelineEntry } from '#lib/contract/incidents.ts';
import { routes } from '#lib/contract/routes.ts';
import styles from './timeline.module.css';

const KIND: Record<TimelineEntry['kind'], { says: string; icon: Icon }> = {
  opened: { says: 'opened the incident', icon: IconBellRinging },
  seen_again: { says: 'saw the drift again', icon: IconBell },
  not_seen: { says: 'no longer saw the drift', icon: IconEyeCheck },
  cleared: { says: 'saw that nothing of it drifts any more', icon: IconRosetteDiscountCheck },
  acknowledged: { says: 'acknowledged it', icon: IconUserCheck },
  assigned: { says: 'changed the owner', icon: IconUserShare },
  commented: { says: 'wrote', icon: IconMessage2 },
  resolved: { says: 'resolved it', icon: IconCircleCheck },
  reopened: { says: 'opened it again', icon: IconArrowBackUp },
};

/** What happened to an incident, the oldest first. Texts are shown as written, never as markup. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className={styles.timeline}>
      {entries.map((entry) => {
        const { says, icon: Shape } = KIND[entry.kind];
        return (
          <li key={entry.id}>
            <span className={styles.mark}>
              <Shape size={16} stroke={1.75} aria-hidden />
            </span>
            <div className={styles.entry}>
              <p className={styles.head}>
                <strong>{entry.actor?.name ?? 'Tidemark'}</strong> {says}
                {entry.runId !== null && (
                  <>
                    {' '}
                    in <Link href={routes.run(entry.runId)}>run {entry.runId}</Link>
                  </>
                )}
                {entry.goldenRunId !== null && (
                  <>
                    {' '}
                    in <Link href={routes.goldenRun(entry.goldenRunId)}>golden run {entry.goldenRunId}</Link>
                  </>
                )}{' '}
                · <Time at={entry.at} />
              </p>
              {entry.body !== '' && <p className={styles.body}>{entry.body}</p>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
