'use client';

import { Kbd, Modal } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import styles from './keys-help.module.css';
import { bindingGroups, onBindingsChange } from './registry.ts';
import { useCommandKey } from './use-command-key.ts';

const NONE: ReturnType<typeof bindingGroups> = [];

/** Lists every key that does something on this page. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const commandKey = useCommandKey();
  const groups = useSyncExternalStore(onBindingsChange, bindingGroups, () => NONE);
  return (
    <Modal opened={opened} onClose={onClose} title="Keys on this page">
      <dl className={styles.keys}>
        <div>
          <dt>
            <Kbd>{commandKey}</Kbd> <Kbd>K</Kbd>
          </dt>
          <dd>Find anything, go anywhere</dd>
        </div>
        {groups.flat().map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
