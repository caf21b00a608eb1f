'use client';

import { useEffect, useRef } from 'react';
import styles from './command-palette.module.css';
import type { Command } from './commands.ts';

interface CommandListProps {
  id: string;
  commands: readonly Command[];
  /** Position of the chosen entry. */
  chosen: number;
  onFollow: (command: Command) => void;
}

/** The entries of the palette; the focus stays in its search field, which names the chosen one. */
export function CommandList({ id, commands, chosen, onFollow }: CommandListProps) {
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosen >= 0) current.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div id={id} role="listbox" aria-label="Results" className={styles.options}>
      {commands.map((command, position) => (
        <div key={command.id} role="presentation">
          {command.group !== commands[position - 1]?.group && (
            <div role="presentation" className={styles.group}>
              {command.group}
            </div>
          )}
          <button
            type="button"
            role="option"
            id={`${id}-${position}`}
            tabIndex={-1}
            ref={position === chosen ? current : null}
            aria-selected={position === chosen}
            className={styles.option}
            onClick={() => onFollow(command)}
          >
            <command.icon size={18} stroke={1.75} aria-hidden />
            <span>
              {command.label}
              {command.detail && <span className={styles.detail}>{command.detail}</span>}
            </span>
          </button>
        </div>
      ))}
    </div>
  );
}
