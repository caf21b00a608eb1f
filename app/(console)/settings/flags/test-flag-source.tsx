'use client';

import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { TestDialog } from '#components/connection/test-dialog.tsx';
import type { FlagSourceView } from '#lib/contract/drift/flags.ts';
import type { ConnectionTest } from '#lib/contract/endpoints.ts';

/** Reads git and flagd as a comparison would. */
export function TestFlagSource({ source, onClose }: { source: FlagSourceView; onClose: () => void }) {
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const tryIt = useApiAction('testFlagSource', { onDone: setTest, onFailed: () => setTest(null) });
  return (
    <TestDialog
      title={`Test ${source.name}`}
      what={`Reads ${source.path} of ${source.source.name}, and the flags of ${source.url}. Nothing is stored.`}
      outcome={(isReady) => (isReady ? 'Both sides can be read.' : 'They cannot be compared.')}
      test={test}
      pending={tryIt.isPending}
      problem={tryIt.problem}
      onTest={() => tryIt.run({ params: { flagSourceId: source.id } })}
      onClose={onClose}
    />
  );
}
