'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import styles from './saved-views.module.css';
import { useUrlParams } from './use-url-params.ts';

export interface SavedView {
  label: string;
  /** Query of the view, without the question mark; empty for the page as it opens. */
  query: string;
}

/** Parameters that do not narrow the list. */
const NO_FILTERS = ['sort', 'selected'];

/** Ready-made filters, each a link of its own. */
export function SavedViews({ views }: { views: readonly SavedView[] }) {
  const pathname = usePathname();
  const [params] = useUrlParams();
  const narrowed = new URLSearchParams(params);
  for (const name of NO_FILTERS) narrowed.delete(name);
  const current = narrowed.toString();
  return (
    <nav aria-label="Views" className={styles.views}>
      {views.map(({ label, query }) => (
        <Link
          key={label}
          href={query === '' ? pathname : `${pathname}?${query}`}
          aria-current={query === current ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
