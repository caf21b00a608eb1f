'use client';

import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconKeyboard, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { signOut } from '#components/api/sign-in.ts';
import { useApi } from '#components/api/use-api.ts';
import { CommandPalette } from '#components/shell/command-palette.tsx';
import { type Command, hitCommands, matching, pageCommands } from '#components/shell/commands.ts';
import { useViewer } from '#components/shell/viewer.tsx';

const TYPING_PAUSE_MS = 200;

interface SearchPaletteProps {
  opened: boolean;
  onClose: () => void;
  onHelp: () => void;
}

/** The command palette over pages, actions and the search of everything stored. */
export function SearchPalette({ opened, onClose, onHelp }: SearchPaletteProps) {
  const router = useRouter();
  const { permissions } = useViewer();
  const [query, setQuery] = useState('');
  const [settled] = useDebouncedValue(query.trim(), TYPING_PAUSE_MS);
  // Answers to an earlier query are not shown: Enter must never open what was not asked for.
  const asked = settled !== '' && settled === query.trim();
  const found = useApi('search', { query: { q: settled } }, { enabled: asked });
  const actions = useActionCommands(onHelp);
  const close = () => {
    setQuery('');
    onClose();
  };
  const commands = [
    // Pages and actions first: they are there at once, so hits that arrive later do not move the choice.
    ...matching([...pageCommands(permissions, router.push), ...actions], query),
    ...(asked && !found.isPlaceholderData ? hitCommands(found.data?.items ?? [], router.push) : []),
  ];
  const note = noteOf(found.problem !== null, found.isFetching || settled !== query.trim());
  return (
    <CommandPalette
      opened={opened}
      onClose={close}
      query={query}
      onQueryChange={setQuery}
      commands={commands}
      note={note}
    />
  );
}

function useActionCommands(onHelp: () => void): Command[] {
  const { setColorScheme } = useMantineColorScheme();
  const group = 'Actions';
  return [
    { id: 'keys', group, label: 'Show the keys of this page', icon: IconKeyboard, run: onHelp },
    { id: 'light', group, label: 'Light colours', icon: IconSun, run: () => setColorScheme('light') },
    { id: 'dark', group, label: 'Dark colours', icon: IconMoon, run: () => setColorScheme('dark') },
    { id: 'sign-out', group, label: 'Sign out', icon: IconLogout, run: () => void signOut() },
  ];
}

function noteOf(failed: boolean, searching: boolean): string {
  if (searching) return 'Searching…';
  return failed
    ? 'The search did not answer. Try again in a moment.'
    : 'Nothing found. Try a model, a title or a number.';
}
