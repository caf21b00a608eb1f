'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

type Changes = Readonly<Record<string, string | null>>;

/** Marks the history entries that were added here, in their state. */
const PUSHED = 'tidemarkPushed';

/**
 * The page's query parameters, and a way to change some of them: the address stays a link to exactly what is shown,
 * without asking the server for the page again. Null or empty removes one. The history entry changes in place unless
 * one is to be pushed, which the browser's Back then takes back.
 */
export function useUrlParams(): [URLSearchParams, (changes: Changes, entry?: 'replace' | 'push') => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const change = useCallback(
    (changes: Changes, entry: 'replace' | 'push' = 'replace') => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }
      const query = next.toString();
      const state = entry === 'push' || isPushed() ? { [PUSHED]: true } : null;
      window.history[`${entry}State`](state, '', query === '' ? pathname : `${pathname}?${query}`);
    },
    [pathname],
  );
  return [params, change];
}

/** Whether the history entry in force was pushed by a change of parameters: one step back leads to the page before it. */
export function isPushed(): boolean {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null && PUSHED in state;
}
