import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from '#lib/policy/tones.ts';
import styles from './notice.module.css';

interface NoticeProps {
  tone: Tone;
  icon: Icon;
  title?: string;
  /** `alert` interrupts a screen reader, `status` waits for a pause. */
  role: 'alert' | 'status';
  children: ReactNode;
}

/** A message in the page: what is the matter, and what to do. */
export function Notice({ tone, icon: Shape, title, role, children }: NoticeProps) {
  return (
    <div className={styles.notice} role={role} style={{ background: `var(--tone-${tone}-bg)` }}>
      <Shape size={18} stroke={1.75} color={`var(--tone-${tone})`} aria-hidden />
      <div>
        {title && (
          <p className={styles.title} style={{ color: `var(--tone-${tone})` }}>
            {title}
          </p>
        )}
        <p>{children}</p>
      </div>
    </div>
  );
}
