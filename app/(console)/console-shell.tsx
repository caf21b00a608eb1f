'use client';

import { useDisclosure, useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { KeysHelp } from '#components/keys/keys-help.tsx';
import { Shell } from '#components/shell/shell.tsx';
import type { NavCounts } from '#lib/contract/overview.ts';
import { SearchPalette } from './search-palette.tsx';

const COUNTS_POLL_MS = 15_000;

interface ConsoleShellProps {
  /** Known before the first paint, so that nothing moves when they come. */
  initial: NavCounts;
  children: ReactNode;
}

/** The shell with its live counts, search and list of keys. */
export function ConsoleShell({ initial, children }: ConsoleShellProps) {
  const counts = useApi('getNavCounts', {}, { initial, pollMs: COUNTS_POLL_MS });
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
