'use client';

import { Alert, Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';

interface ConfirmActionProps {
  opened: boolean;
  title: string;
  /** The exact change, and how to undo it. */
  children: ReactNode;
  confirmLabel: string;
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
  const { opened, title, children, confirmLabel, destructive = false, pending, error, onConfirm, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      {children}
      {error && (
        <Alert color="red" mt="md" role="alert">
          {error}
        </Alert>
      )}
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose} disabled={pending} data-autofocus>
          Cancel
        </Button>
        <Button color={destructive ? 'red.8' : 'tide'} onClick={onConfirm} loading={pending}>
          {confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
