'use client';

import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import styles from './content-hash.module.css';

/** Characters shown; enough to tell versions apart. */
const SHOWN = 12;

/** The name of a frozen version, shortened; the whole of it can be copied. */
export function ContentHash({ hash }: { hash: string }) {
  return (
    <span className={styles.hash}>
      <code title={hash}>{hash.slice(0, SHOWN)}</code>
      <CopyButton value={hash}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy the whole hash'}>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label="Copy the content hash" onClick={copy}>
              {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
