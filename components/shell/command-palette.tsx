'use client';

import { Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { CommandList } from './command-list.tsx';
import styles from './command-palette.module.css';
import type { Command } from './commands.ts';

interface CommandPaletteProps {
  opened: boolean;
  onClose: () => void;
  query: string;
  onQueryChange: (query: string) => void;
  /** In groups: entries of a group stand together. */
  commands: readonly Command[];
  /** Said where nothing is listed: still searching, failed, or nothing found. */
  note: string;
}

/** Finds pages, actions and whatever is stored; the first entry is chosen, arrow keys move, Enter follows. */
export function CommandPalette(props: CommandPaletteProps) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      withCloseButton={false}
      centered={false}
      yOffset="12vh"
      size={640}
      padding={0}
      attributes={{ content: { 'aria-label': 'Search' } }}
    >
      <Palette {...props} />
    </Modal>
  );
}

function Palette({ onClose, query, onQueryChange, commands, note }: CommandPaletteProps) {
  const listId = useId();
  const [chosen, choose] = useChosen(commands);
  const follow = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') choose((chosen + 1) % commands.length);
    else if (event.key === 'ArrowUp') choose((chosen + commands.length - 1) % commands.length);
    else if (event.key === 'Enter') follow(commands[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        className={styles.search}
        role="combobox"
        aria-label="Search pages, incidents, endpoints, runs, suites and prompts"
        aria-expanded={commands.length > 0}
        aria-controls={listId}
        aria-activedescendant={commands.length > 0 ? `${listId}-${chosen}` : undefined}
        autoComplete="off"
        placeholder="Search everything"
        leftSection={<IconSearch size={18} aria-hidden />}
        value={query}
        onChange={(event) => onQueryChange(event.currentTarget.value)}
        onKeyDown={press}
      />
      <CommandList id={listId} commands={commands} chosen={chosen} onFollow={follow} />
      <p className={styles.note} role="status">
        {commands.length === 0 && note}
      </p>
    </>
  );
}

/** Position of the chosen entry; another list starts at its first one. */
function useChosen(commands: readonly Command[]): [number, (position: number) => void] {
  const listed = commands.map(({ id }) => id).join(' ');
  const [choice, setChoice] = useState({ listed, position: 0 });
  return [choice.listed === listed ? choice.position : 0, (position) => setChoice({ listed, position })];
}
