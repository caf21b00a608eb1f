'use client';

import type { ReactNode } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { Shell } from '#components/shell/shell.tsx';
import { SearchPalette } from './search-palette.tsx';

const COUNTS_POLL_MS = 15_000;

/** The shell with its live counts and search. */
export function ConsoleShell({ children }: { children: ReactNode }) {
  const counts = useApi('getNavCounts', {}, { pollMs: COUNTS_POLL_MS });
  return (
    <Shell counts={counts.data}>
      <SearchPalette />
      {children}
    </Shell>
  );
}
