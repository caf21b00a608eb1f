'use client';

import { Button } from '@mantine/core';
import type { ReadingPages } from '#components/api/use-api-pages.ts';
import { formatCount } from '#lib/format/numbers.ts';
import styles from './load-more.module.css';

interface LoadMoreProps {
  reading: ReadingPages<unknown>;
  /** `incident`, for the count. */
  noun: string;
  /** Where it is not the noun and an s. */
  plural?: string;
}

/** Foot of a list that arrives page by page; an empty list has none. */
export function LoadMore({ reading: { items = [], hasMore, isLoadingMore, loadMore }, noun, plural }: LoadMoreProps) {
  if (items.length === 0) return null;
  const count = formatCount(items.length, noun, plural);
  return (
    <div className={styles.foot}>
      <span className="tabular" role="status">
        {hasMore ? `First ${count}` : count}
      </span>
      {hasMore && (
        <Button size="sm" variant="default" onClick={loadMore} loading={isLoadingMore}>
          Show more
        </Button>
      )}
    </div>
  );
}
