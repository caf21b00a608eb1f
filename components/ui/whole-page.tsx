import type { ReactNode } from 'react';
import styles from './whole-page.module.css';

/** Centres what is left to say where there is no page: not found, not allowed, broken. */
export function WholePage({ children }: { children: ReactNode }) {
  return <div className={styles.page}>{children}</div>;
}
