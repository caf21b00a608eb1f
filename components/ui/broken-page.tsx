'use client';

import { ErrorState } from './error-state.tsx';
import { WholePage } from './whole-page.tsx';

interface BrokenPageProps {
  error: unknown;
  retry: () => void;
}

/** A page that could not be read. Background checks run in another process and are not touched by it. */
export function BrokenPage({ error, retry }: BrokenPageProps) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <WholePage>
      <ErrorState
        isPage
        title="This page could not be loaded"
        detail={digest === null ? undefined : `The console’s log has the cause under ${digest}.`}
        kept="Nothing was changed. Runs and incidents go on in the background."
        next="Try again. If it keeps failing, check that the database is running."
        onRetry={retry}
      />
    </WholePage>
  );
}
