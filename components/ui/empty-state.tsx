import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  icon: Icon;
  title: string;
  /** What it means and what to do next. */
  children: ReactNode;
  actions?: ReactNode;
  /** Where nothing else is on the page, its title is the page's heading. */
  isPage?: boolean;
}

/** Stands where a list has nothing to show, and teaches the next step. */
export function EmptyState({ icon: Shape, title, children, actions, isPage = false }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={styles.empty}>
      <Shape size={28} stroke={1.5} aria-hidden className={styles.icon} />
      <Title className={styles.title}>{title}</Title>
      <div className={styles.text}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
