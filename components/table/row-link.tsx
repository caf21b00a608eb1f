import Link from 'next/link';
import type { ReactNode } from 'react';
import styles from './data-table.module.css';

/** The link of a row; the whole row follows it on click (use-row-clicks.ts). Not fetched ahead: a list has many. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className={styles.link} data-row-link>
      {children}
    </Link>
  );
}
