import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './diff.module.css';

interface DiffToolbarProps {
  whitespace: boolean;
  onWhitespace: (shown: boolean) => void;
  /** What the comparison comes to, in a sentence. */
  children: ReactNode;
}

/** Above every diff: what it comes to, and whether whitespace is drawn. */
export function DiffToolbar({ whitespace, onWhitespace, children }: DiffToolbarProps) {
  return (
    <div className={classes.toolbar}>
      <span>{children}</span>
      <Switch
        size="xs"
        label="Show whitespace"
        checked={whitespace}
        onChange={(event) => onWhitespace(event.currentTarget.checked)}
      />
    </div>
  );
}
