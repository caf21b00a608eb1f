import { Skeleton } from '@mantine/core';
import styles from './skeletons.module.css';

/** Holds the place of a table: as tall as `rows` rows with their heading. */
function TableSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div className={styles.rows} aria-hidden>
      {Array.from({ length: rows + 1 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <Skeleton key={row} height={row === 0 ? 12 : 16} width={row === 0 ? '40%' : '100%'} radius="sm" />
      ))}
    </div>
  );
}

/** Holds the place of a page: title, answer and one panel. */
export function PageSkeleton() {
  return (
    <div className={styles.page} role="status" aria-label="Loading">
      <Skeleton height={24} width="min(20rem, 60%)" radius="sm" />
      <Skeleton height={14} width="min(36rem, 90%)" radius="sm" />
      <div className={styles.panel}>
        <TableSkeleton />
      </div>
    </div>
  );
}
