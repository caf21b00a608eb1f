import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  icon: Icon;
  title: string;
  /** What it means and what to do next. */
  children: ReactNode;
  actions?: ReactNode;
}

/** Stands where a list has nothing to show, and teaches the next step. */
export function EmptyState({ icon: Shape, title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <Shape size={28} stroke={1.5} aria-hidden className={styles.icon} />
      <p className={styles.title}>{title}</p>
      <div className={styles.text}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
