'use client';

import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './filter-bar.module.css';
import type { SearchFilter } from './filter-bar.tsx';

/** How long typing must pause before the list is asked again. */
const TYPING_PAUSE_MS = 250;

interface SearchFieldProps {
  filter: SearchFilter;
  value: string;
  onChange: (value: string) => void;
}

/** Free text that narrows a list; takes the focus on `/`. */
export function SearchField({ filter, value, onChange }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  // The address changed: our own change keeps what was typed meanwhile, any other one replaces it.
  if (value !== seen) {
    setSeen(value);
    setSent(value);
    if (value !== sent) setText(value);
  }
  const settle = useDebouncedCallback((next: string) => {
    setSent(next);
    onChange(next);
  }, TYPING_PAUSE_MS);
  const type = (next: string) => {
    setText(next);
    settle(next);
  };
  return (
    <TextInput
      className={styles.search}
      size="sm"
      type="search"
      data-page-search
      aria-label={filter.label}
      placeholder={filter.placeholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text !== '' && <CloseButton size="sm" aria-label="Clear the search" onClick={() => type('')} />}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
