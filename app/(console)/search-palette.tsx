'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { CommandPalette } from '#components/shell/command-palette.tsx';

const TYPING_PAUSE_MS = 200;

/** The command palette over the search of everything stored. */
export function SearchPalette() {
  const [query, setQuery] = useState('');
  const [settled] = useDebouncedValue(query.trim(), TYPING_PAUSE_MS);
  const asked = query.trim() !== '' && settled !== '';
  const found = useApi('search', { query: { q: settled } }, { enabled: asked });
  const note = noteOf(found.problem !== null, found.isFetching || settled !== query.trim());
  return (
    <CommandPalette query={query} onQueryChange={setQuery} hits={asked ? (found.data?.items ?? []) : []} note={note} />
  );
}

function noteOf(failed: boolean, searching: boolean): string {
  if (searching) return 'Searching…';
  return failed
    ? 'The search did not answer. Try again in a moment.'
    : 'Nothing found. Try a model, a title or a number.';
}
