'use client';

import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import styles from './command-block.module.css';

/** Text to type elsewhere, with a button that copies it. */
export function CommandBlock({ text }: { text: string }) {
  return (
    <div className={styles.command}>
      <pre>{text}</pre>
      <CopyButton value={text}>
        {({ copied, copy }) => {
          const label = copied ? 'Copied' : 'Copy';
          return (
            <ActionIcon variant="subtle" aria-label={label} title={label} onClick={copy}>
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </ActionIcon>
          );
        }}
      </CopyButton>
    </div>
  );
}
