'use client';

import { useDisclosure, useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { KeysHelp } from '#components/keys/keys-help.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { SearchPalette } from './search-palette.tsx';

const COUNTS_POLL_MS = 15_000;

/** The shell with its live counts, search and list of keys. */
export function ConsoleShell({ children }: { children: ReactNode }) {
  const counts = useApi('getNavCounts', {}, { pollMs: COUNTS_POLL_MS });
  const [searchOpened, search] = useDisclosure(false);
  const [helpOpened, help] = useDisclosure(false);
  useHotkeys([['mod+K', search.toggle]], []);
  return (
    <Shell counts={counts.data} onSearch={search.open} onHelp={help.open}>
      <SearchPalette opened={searchOpened} onClose={search.close} onHelp={help.open} />
      <KeysHelp opened={helpOpened} onClose={help.close} />
      {children}
    </Shell>
  );
}
