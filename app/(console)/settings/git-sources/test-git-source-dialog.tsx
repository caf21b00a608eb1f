'use client';

import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { TestDialog } from '#components/connection/test-dialog.tsx';
import type { GitSourceView } from '#lib/contract/drift/git-sources.ts';
import type { ConnectionTest } from '#lib/contract/endpoints.ts';

interface TestGitSourceDialogProps {
  source: GitSourceView;
  onClose: () => void;
}

/** Reads a git source as a comparison would. */
export function TestGitSourceDialog({ source, onClose }: TestGitSourceDialogProps) {
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const tryIt = useApiAction('testGitSource', { onDone: setTest, onFailed: () => setTest(null) });
  const signature = source.signers.length === 0 ? '' : ' and checks its signature';
  return (
    <TestDialog
      title={`Test ${source.name}`}
      what={`Fetches ${source.branch}${signature}. Nothing is written there.`}
      outcome={(isReady) => (isReady ? 'The git source can be read.' : 'The git source cannot be read.')}
      test={test}
      pending={tryIt.isPending}
      problem={tryIt.problem}
      onTest={() => tryIt.run({ params: { sourceId: source.id } })}
      onClose={onClose}
    />
  );
}
