'use client';

import { Button } from '@mantine/core';
import { IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';

interface ErrorStateProps {
  /** What failed: `The incidents could not be loaded`. */
  title: string;
  /** The cause as the server told it. */
  detail?: string | undefined;
  /** What was not lost. */
  kept?: string | undefined;
  /** What to do about it. */
  next?: string | undefined;
  onRetry?: () => void;
  retrying?: boolean;
  /** Nothing else is on the page. */
  isPage?: boolean;
  actions?: ReactNode;
}

/** Says what failed, what was kept and what to do. */
export function ErrorState({ title, detail, kept, next, onRetry, retrying, isPage, actions }: ErrorStateProps) {
  const retry = onRetry && (
    <Button
      size="sm"
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      onClick={onRetry}
      loading={retrying ?? false}
    >
      Try again
    </Button>
  );
  return (
    <div role="alert">
      <EmptyState
        icon={IconPlugConnectedX}
        title={title}
        isPage={isPage ?? false}
        actions={
          <>
            {retry}
            {actions}
          </>
        }
      >
        {[detail, kept, next].map((sentence) => sentence && <p key={sentence}>{sentence}</p>)}
      </EmptyState>
    </div>
  );
}
