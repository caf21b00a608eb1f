'use client';

import { Button, Group, Modal } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Notice } from './notice.tsx';

interface ConfirmActionProps {
  opened: boolean;
  title: string;
  /** The exact change, and how to undo it. */
  children: ReactNode;
  confirmLabel: string;
  /** Leaves everything as it is; says so where plain `Cancel` could be taken for the action. */
  dismissLabel?: string;
  /** The change cannot be undone. */
  destructive?: boolean;
  pending: boolean;
  /** Why the last try failed. */
  error?: string | undefined;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before a change that others will notice. */
export function ConfirmAction(props: ConfirmActionProps) {
  const {
    opened,
    title,
    children,
    confirmLabel,
    dismissLabel = 'Cancel',
    destructive = false,
    pending,
    error,
    onConfirm,
    onClose,
  } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      {children}
      {error && (
        <Notice tone="red" icon={IconAlertCircle} role="alert">
          {error}
        </Notice>
      )}
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose} disabled={pending} data-autofocus>
          {dismissLabel}
        </Button>
        <Button color={destructive ? 'red.8' : 'tide'} onClick={onConfirm} loading={pending}>
          {confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
