'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

type Changes = Readonly<Record<string, string | null>>;

/**
 * The page's query parameters, and a way to change some of them in place: the address stays a link to exactly what is
 * shown, without a new history entry and without asking the server for the page again. Null or empty removes one.
 */
export function useUrlParams(): [URLSearchParams, (changes: Changes) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const change = useCallback(
    (changes: Changes) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }
      const query = next.toString();
      window.history.replaceState(null, '', query === '' ? pathname : `${pathname}?${query}`);
    },
    [pathname],
  );
  return [params, change];
}
