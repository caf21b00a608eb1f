'use client';

import { Button } from '@mantine/core';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './load-more.module.css';

interface LoadMoreProps {
  /** Rows on the page now. */
  shown: number;
  /** `incident`, for the count. */
  noun: string;
  hasMore: boolean;
  loading: boolean;
  onLoad: () => void;
}

/** Foot of a list that arrives page by page. */
export function LoadMore({ shown, noun, hasMore, loading, onLoad }: LoadMoreProps) {
  return (
    <div className={styles.foot}>
      <span className="tabular" role="status">
        {hasMore ? `First ${formatCount(shown, noun)}` : formatCount(shown, noun)}
      </span>
      {hasMore && (
        <Button size="sm" variant="default" onClick={onLoad} loading={loading}>
          Show more
        </Button>
      )}
    </div>
  );
}
